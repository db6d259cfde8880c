# Answers of R's survey package to what `parindex.survey.estimation` estimates, on its own example data (api).
# Run: Rscript tests/survey/oracles/api.R   (Debian: r-cran-survey). Writes api-*.csv and api-answers.csv here.
# Made with R 4.2.2, survey 4.1-1.
suppressMessages(library(survey))
data(api)
folder <- sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))
setwd(dirname(folder))

# Three made-up items of five answers each, some missing, from the schools' scores: shares have a middle and an edge.
as_items <- function(d) {
  cut5 <- function(x, limits) as.integer(cut(x, c(-Inf, limits, Inf)))
  d$q1 <- cut5(d$api00, c(550, 620, 680, 750))
  d$q2 <- cut5(d$api99, c(500, 600, 650, 700))
  d$q2[seq(3, nrow(d), by = 7)] <- NA
  d$q3 <- cut5(100 - d$ell, c(40, 60, 70, 95))
  d$q3[seq(5, nrow(d), by = 11)] <- NA
  d$stratum <- as.character(d$stype)
  d
}
sets <- list(strat = as_items(apistrat), clus1 = as_items(apiclus1), clus2 = as_items(apiclus2))
alone <- sets$strat[c(which(sets$strat$stype != "M"), which(sets$strat$stype == "M")[1]), ]
sets$alone <- alone
for (name in names(sets)) {
  d <- sets[[name]]
  extra <- intersect(c("fpc", "fpc1", "fpc2"), names(d))
  columns <- c("snum", "dnum", "stratum", "sch.wide", "api00", "pw", extra, "q1", "q2", "q3")
  out <- d[, columns]
  names(out)[4] <- "schoolwide"
  out$pw <- format(out$pw, digits = 17, trim = TRUE)
  write.csv(out, paste0("api-", name, ".csv"), row.names = FALSE, na = "", quote = FALSE)
}

designs <- list(
  strat = svydesign(id = ~snum, strata = ~stratum, weights = ~pw, data = sets$strat, fpc = ~fpc),
  strat_without_fpc = svydesign(id = ~snum, strata = ~stratum, weights = ~pw, data = sets$strat),
  clus1 = svydesign(id = ~dnum, weights = ~pw, data = sets$clus1, fpc = ~fpc),
  clus2 = svydesign(id = ~dnum, weights = ~pw, data = sets$clus2)
)
rows <- list()
add <- function(case, domain, item, what, value)
  rows[[length(rows) + 1]] <<- data.frame(case, domain, item, what, value = as.numeric(value))
answer <- function(case, domain, design, ci = TRUE) {
  for (item in c("q1", "q2", "q3")) {
    design <- update(design, y = get(item), z = 100 * (get(item) >= 4))
    share <- svymean(~z, design, na.rm = TRUE, deff = "replace")
    score <- svymean(~y, design, na.rm = TRUE, deff = "replace")
    number <- svytotal(~z, design, na.rm = TRUE)
    put <- function(what, value) add(case = case, domain = domain, item = item, what = what, value = value)
    put("estimate", coef(share)); put("se", SE(share)); put("deff", deff(share))
    put("score", coef(score)); put("score_se", SE(score)); put("score_deff", deff(score))
    put("total", coef(number) / 100); put("total_se", SE(number) / 100)
    put("df", degf(design))
    put("answers", sum(!is.na(design$variables$y) & weights(design) > 0))
    if (ci && coef(share) > 0 && coef(share) < 100) {
      known <- subset(design, !is.na(z))
      # "beta" takes the degrees of freedom of the people that answered, whatever `df` says: ask where all did.
      for (method in c("logit", if (nrow(known) == nrow(design)) "beta", "mean")) {
        limits <- 100 * confint(svyciprop(~I(z > 0), known, method = method, df = degf(design)))
        put(paste0(method, "_low"), limits[1]); put(paste0(method, "_high"), limits[2])
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
    q1_less_q2 = quote(100 * (z1 / a1 - z2 / a2)),
    weighted = quote(100 * (0.5 * z1 / a1 + 0.3 * z2 / a2 + 0.2 * z3 / a3)))
  for (name in names(combined)) {
    found <- svycontrast(sums, combined[[name]])
    add(case = case, domain = domain, item = name, what = "estimate", value = coef(found))
    add(case = case, domain = domain, item = name, what = "se", value = SE(found))
  }
}
for (case in names(designs)) {
  design <- designs[[case]]
  answer(case, "", design)
  for (value in c("No", "Yes")) answer(case, value, subset(design, sch.wide == value))
}
for (lonely in c("adjust", "average", "certainty", "remove")) {
  options(survey.lonely.psu = lonely)
  design <- svydesign(id = ~snum, strata = ~stratum, weights = ~pw, data = sets$alone)
  answer(paste0("alone_", lonely), "", design, ci = FALSE)
}
options(survey.lonely.psu = "fail")
for (case in c("strat_without_fpc", "clus2")) {
  design <- designs[[case]]
  replicated <- as.svrepdesign(design, type = if (case == "clus2") "JK1" else "JKn", mse = TRUE)
  for (domain in c("", "No", "Yes")) {
    part <- if (domain == "") replicated else subset(replicated, sch.wide == domain)
    for (item in c("q1", "q2", "q3")) {
      part <- update(part, z = 100 * (get(item) >= 4))
      add(case, domain, item, "jackknife_se", SE(svymean(~z, part, na.rm = TRUE)))
    }
  }
  for (item in c("q1", "q2", "q3")) {
    parts <- update(design,
      zn = 1 * (sch.wide == "No" & get(item) %in% 4:5), an = 1 * (sch.wide == "No" & !is.na(get(item))),
      zy = 1 * (sch.wide == "Yes" & get(item) %in% 4:5), ay = 1 * (sch.wide == "Yes" & !is.na(get(item))))
    both <- svycontrast(svytotal(~ zn + an + zy + ay, parts), list(no = quote(100 * zn / an), yes = quote(100 * zy / ay)))
    add(case, "No and Yes", item, "covariance", vcov(both)[1, 2])
    add(case, "No and Yes", item, "difference", diff(coef(both)))
    add(case, "No and Yes", item, "difference_se", SE(svycontrast(both, c(-1, 1))))
  }
}
found <- do.call(rbind, rows)
found$value <- format(found$value, digits = 17, trim = TRUE)
write.csv(found, "api-answers.csv", row.names = FALSE, quote = FALSE)
