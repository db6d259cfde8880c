# Answers of R's survey package on its NHANES data: strata of two or three PSUs whose ids restart in each, unequal
# weights, missing answers, domains, domains in which some strata keep one PSU or none, several strata alone.
# Run: Rscript tests/survey/oracles/nhanes.R   (Debian: r-cran-survey). Writes nhanes.csv.gz and nhanes-answers.csv.
# Made with R 4.2.2, survey 4.1-1.
suppressMessages(library(survey))
data(nhanes)
folder <- sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))
setwd(dirname(folder))

# Items of five answers: cholesterol (missing for the young), age and, with holes, a mixture of both.
nhanes$q1 <- 1 + 4 * nhanes$HI_CHOL
nhanes$q2 <- as.integer(nhanes$agecat) + 1L
nhanes$q3 <- ifelse(seq_len(nrow(nhanes)) %% 9 == 0, NA, 1 + (nhanes$q2 * 3 + nhanes$RIAGENDR + seq_len(nrow(nhanes))) %% 5)
nhanes$race <- paste0("r", nhanes$race)
nhanes$sex <- c("m", "f")[nhanes$RIAGENDR]
nhanes$w <- format(nhanes$WTMEC2YR, digits = 17, trim = TRUE)
stream <- gzfile("nhanes.csv.gz", "w")
write.csv(nhanes[, c("SDMVPSU", "SDMVSTRA", "w", "race", "sex", "q1", "q2", "q3")], stream,
  row.names = FALSE, na = "", quote = FALSE)
close(stream)
nhanes$w <- nhanes$WTMEC2YR

rows <- list()
add <- function(case, domain, item, what, value)
  rows[[length(rows) + 1]] <<- data.frame(case, domain, item, what, value = as.numeric(value))
items <- c("q1", "q2", "q3")
answer <- function(case, domain, design, intervals = FALSE) {
  for (item in items) {
    design <- update(design, y = get(item), z = 100 * (get(item) >= 4))
    put <- function(what, value) add(case, domain, item, what, value)
    share <- svymean(~z, design, na.rm = TRUE, deff = "replace")
    score <- svymean(~y, design, na.rm = TRUE)
    put("estimate", coef(share)); put("se", SE(share)); put("deff", deff(share))
    put("score", coef(score)); put("score_se", SE(score)); put("df", degf(design))
    if (case != "adjust") {  # 4.5 centres totals with lonely PSUs otherwise than 4.1
      number <- svytotal(~z, design, na.rm = TRUE)
      put("total", coef(number) / 100); put("total_se", SE(number) / 100)
    }
    known <- subset(design, !is.na(z))
    if (intervals && coef(share) > 0 && coef(share) < 100) {
      # "beta" takes the degrees of freedom of those who answered whatever `df` says: ask where they are the same.
      for (method in c("logit", if (degf(known) == degf(design)) "beta", "mean")) {
        for (level in c(0.95, 0.9)) {
          limits <- 100 * confint(svyciprop(~ I(z > 0), known, method = method, df = degf(design), level = level))
          put(paste0(method, "_low_", level), limits[1]); put(paste0(method, "_high_", level), limits[2])
        }
      }
    }
  }
  full <- update(design,
    z1 = 1 * (q1 %in% 4:5), a1 = 1 * !is.na(q1), z2 = 1 * (q2 %in% 4:5), a2 = 1 * !is.na(q2),
    z3 = 1 * (q3 %in% 4:5), a3 = 1 * !is.na(q3))
  sums <- svytotal(~ z1 + a1 + z2 + a2 + z3 + a3, full)
  combined <- list(
    mean = quote(100 * (z1 / a1 + z2 / a2 + z3 / a3) / 3),
    pooled = quote(100 * (z1 + z2 + z3) / (a1 + a2 + a3)),
    weighted = quote(100 * (0.5 * z1 / a1 + 0.3 * z2 / a2 + 0.2 * z3 / a3)))
  if (case != "adjust") for (name in names(combined)) {
    found <- svycontrast(sums, combined[[name]])
    add(case, domain, name, "estimate", coef(found)); add(case, domain, name, "se", SE(found))
  }
}
each_race <- function(case, design, intervals = FALSE) {
  answer(case, "", design, intervals)
  for (value in c("r1", "r2", "r3", "r4")) {
    part <- eval(bquote(subset(design, race == .(value))))
    answer(case, value, part, intervals)
  }
}
whole <- svydesign(id = ~SDMVPSU, strata = ~SDMVSTRA, weights = ~w, nest = TRUE, data = nhanes)
each_race("whole", whole, intervals = TRUE)

# In strata 75, 76 and 77 only one PSU was reached.
lonely <- subset(nhanes, !(SDMVSTRA %in% 75:77 & SDMVPSU != 1))
for (how in c("adjust", "average", "certainty", "remove")) {
  options(survey.lonely.psu = how)
  each_race(how, svydesign(id = ~SDMVPSU, strata = ~SDMVSTRA, weights = ~w, nest = TRUE, data = lonely))
}
options(survey.lonely.psu = "fail")
refused <- tryCatch({
  svymean(~q2, svydesign(id = ~SDMVPSU, strata = ~SDMVSTRA, weights = ~w, nest = TRUE, data = lonely)); 0
}, error = function(e) 1)
add("fail", "", "q2", "refused", refused)

replicated <- as.svrepdesign(whole, type = "JKn", mse = TRUE)
for (value in c("", "r1", "r4")) for (item in items) {
  part <- if (value == "") replicated else eval(bquote(subset(replicated, race == .(value))))
  part <- update(part, z = 100 * (get(item) >= 4))
  add("whole", value, item, "jackknife_se", SE(svymean(~z, part, na.rm = TRUE)))
}
for (item in items) {
  asked <- update(whole, answer = factor(get(item)))
  test <- function(statistic) svychisq(~ answer + race, asked, statistic = statistic)
  second <- test("F"); first <- test("Chisq")
  # R scales Pearson's statistic to all people, we to those who answered; F and the p-values do not hang on it.
  answered <- sum(!is.na(nhanes[[item]])) / nrow(nhanes)
  add("independence", "race", item, "pearson", first$statistic * answered); add("independence", "race", item, "f", second$statistic)
  add("independence", "race", item, "df", second$parameter[1]); add("independence", "race", item, "of_error", second$parameter[2])
  add("independence", "race", item, "p", second$p.value); add("independence", "race", item, "first_order_p", first$p.value)
}
# Cronbach's alpha and item–rest correlations over those who answered all items.
complete <- subset(whole, !is.na(q1) & !is.na(q2) & !is.na(q3))
add("reliability", "", "all", "alpha", svycralpha(~ q1 + q2 + q3, complete))
for (item in items) {
  others <- setdiff(items, item)
  add("reliability", "", item, "alpha_without", svycralpha(reformulate(others), complete))
  with_rest <- update(complete, x = get(item), rest = q1 + q2 + q3 - get(item))
  v <- coef(svyvar(~ x + rest, with_rest))
  v <- matrix(v, 2)
  add("reliability", "", item, "item_rest", v[1, 2] / sqrt(v[1, 1] * v[2, 2]))
}
# Two items, each spread over those who answered it, their covariance over those who answered both.
spread <- function(...) {
  values <- cbind(...); known <- complete.cases(values)
  cov.wt(values[known, , drop = FALSE], wt = nhanes$w[known] / sum(nhanes$w[known]), method = "ML")$cov
}
with(nhanes, add("reliability", "pairwise", "q1 q3", "correlation",
  spread(q1, q3)[1, 2] / sqrt(spread(q1)[1, 1] * spread(q3)[1, 1])))
# Where nobody, or everybody, is satisfied: R's svyciprop has no answer; Clopper and Pearson's interval by binom.test.
for (n in c(5, 30, 412)) for (level in c(0.95, 0.9)) {
  none <- 100 * binom.test(0, n, conf.level = level)$conf.int; all <- 100 * binom.test(n, n, conf.level = level)$conf.int
  add("extreme", n, level, "none_high", none[2]); add("extreme", n, level, "all_low", all[1])
}
found <- do.call(rbind, rows)
found$value <- format(found$value, digits = 17, trim = TRUE)
write.csv(found, "nhanes-answers.csv", row.names = FALSE, quote = FALSE)
