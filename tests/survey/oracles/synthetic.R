# Answers of R's survey package on the synthetic survey that the library makes: 33,552 people, 22 items, 63 provinces,
# both designs. Run from the project, with the survey written as CSV:
#   .venv/bin/python -m tests.survey.oracles.synthetic /tmp/synthetic.csv
#   Rscript tests/survey/oracles/synthetic.R /tmp/synthetic.csv        (Debian: r-cran-survey)
# Writes synthetic-answers.csv here. Made with R 4.2.2, survey 4.1-1.
suppressMessages(library(survey))
arguments <- commandArgs()
folder <- dirname(normalizePath(sub("--file=", "", grep("--file=", arguments, value = TRUE))))
people <- read.csv(tail(arguments, 1), stringsAsFactors = FALSE)
setwd(folder)

factors <- list(access = 4, procedures = 5, officials = 6, result = 4, feedback = 3)
items <- unlist(lapply(names(factors), function(f) paste0(f, "_", seq_len(factors[[f]]))))
for (item in items) {
  answer <- people[[item]]
  people[[paste0("a_", item)]] <- 1 * (!is.na(answer) & answer >= 1)
  people[[paste0("z_", item)]] <- 1 * (!is.na(answer) & answer >= 4)
}
rows <- list()
add <- function(case, grouping, domain, item, what, value)
  rows[[length(rows) + 1]] <<- data.frame(case, grouping, domain, item, what, value = as.numeric(value))
shares <- paste0("z_", items, " / a_", items)
names(shares) <- items
means <- lapply(names(factors), function(f) paste0("(", paste(shares[startsWith(items, paste0(f, "_"))], collapse = " + "), ") / ", factors[[f]]))
names(means) <- names(factors)
whole <- paste0("(", paste(unlist(means), collapse = " + "), ") / 5")
wanted <- c(as.list(shares), means, sipas = whole)
calls <- lapply(wanted, function(text) parse(text = paste0("100 * (", text, ")"))[[1]])
totals <- reformulate(c(paste0("z_", items), paste0("a_", items)))

answer <- function(case, grouping, domain, design) {
  sums <- svytotal(totals, design)
  found <- svycontrast(sums, calls)
  errors <- SE(found)
  for (n in seq_along(wanted)) {
    add(case, grouping, domain, names(wanted)[n], "estimate", coef(found)[n])
    add(case, grouping, domain, names(wanted)[n], "se", errors[n])
  }
  v <- vcov(found)
  for (pair in list(c("access", "officials"), c("access_1", "sipas")))
    add(case, grouping, domain, paste(pair, collapse = " "), "covariance",
      v[match(pair[1], names(wanted)), match(pair[2], names(wanted))])
  add(case, grouping, domain, "sipas", "df", degf(design))
}
designs <- list(
  districts = svydesign(id = ~district, strata = ~province, weights = ~weight, data = people),
  villages = svydesign(id = ~village, strata = ~ interaction(province, district, drop = TRUE), weights = ~weight, data = people))
for (case in names(designs)) {
  answer(case, "nation", "", designs[[case]])
  for (one in unique(people$province)) answer(case, "province", one, subset(designs[[case]], people$province == one))
  for (grouping in c("level", "sex")) for (domain in sort(unique(people[[grouping]])))
    answer(case, grouping, domain, subset(designs[[case]], people[[grouping]] == domain))
}
replicated <- as.svrepdesign(designs$districts, type = "JKn", mse = TRUE)
for (item in c("access_1", "feedback_3")) {
  replicated <- update(replicated, z = 100 * get(paste0("z_", item)), a = get(paste0("a_", item)))
  for (one in c("", unique(people$province)[c(1, 17, 63)])) {
    part <- if (one == "") replicated else subset(replicated, people$province == one)
    found <- svyratio(~z, ~a, part)
    add("districts", if (one == "") "nation" else "province", one, item, "jackknife_se", SE(found))
  }
}
found <- do.call(rbind, rows)
found$value <- format(found$value, digits = 17, trim = TRUE)
stream <- gzfile("synthetic-answers.csv.gz", "w")
write.csv(found, stream, row.names = FALSE, quote = FALSE)
close(stream)
