# Answers of R's survey package to what takes a second pass over the people: calibrated weights, several stages,
# quantiles. Run: Rscript tests/survey/oracles/second-pass.R (reads api-*.csv here; writes api-calibrated.csv and
# second-pass.csv). Made with R 4.2.2, survey 4.1-1.
suppressMessages(library(survey))
folder <- sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))
setwd(dirname(folder))
rows <- list()
add <- function(case, domain, item, what, value)
  rows[[length(rows) + 1]] <<- data.frame(case, domain, item, what, value = as.numeric(value))
shares <- function(case, design) {
  for (domain in c("", "No", "Yes")) {
    part <- if (domain == "") design else subset(design, schoolwide == domain)
    for (item in c("q1", "q2", "q3")) {
      part <- update(part, z = 100 * (get(item) >= 4))
      found <- svymean(~z, part, na.rm = TRUE)
      add(case, domain, item, "estimate", coef(found)); add(case, domain, item, "se", SE(found))
    }
    if (domain == "") {
      full <- update(part, z1 = 1 * (q1 %in% 4:5), a1 = 1 * !is.na(q1), z2 = 1 * (q2 %in% 4:5), a2 = 1 * !is.na(q2),
        z3 = 1 * (q3 %in% 4:5), a3 = 1 * !is.na(q3))
      sums <- svytotal(~ z1 + a1 + z2 + a2 + z3 + a3, full)
      mean <- svycontrast(sums, quote(100 * (z1 / a1 + z2 / a2 + z3 / a3) / 3))
      add(case, domain, "mean", "estimate", coef(mean)); add(case, domain, "mean", "se", SE(mean))
    }
  }
}
clus1 <- read.csv("api-clus1.csv")
plain <- svydesign(id = ~dnum, weights = ~pw, data = clus1)
# Totals of the population by type of school and by award, as in the help of calibrate().
totals <- c(`(Intercept)` = 6194, stratumH = 755, stratumM = 1018, schoolwideYes = 5122)
linear <- calibrate(plain, ~ stratum + schoolwide, totals)
raked <- calibrate(plain, ~ stratum + schoolwide, totals, calfun = "raking", epsilon = 1e-12, maxit = 100)
shares("linear", linear); shares("raked", raked)
clus1$linear <- weights(linear); clus1$raked <- weights(raked)
for (name in c("pw", "linear", "raked")) clus1[[name]] <- format(clus1[[name]], digits = 17, trim = TRUE)
write.csv(clus1, "api-calibrated.csv", row.names = FALSE, na = "", quote = FALSE)

clus2 <- read.csv("api-clus2.csv")
options(survey.lonely.psu = "certainty")
staged <- svydesign(id = ~ dnum + snum, fpc = ~ fpc1 + fpc2, weights = ~pw, data = clus2)
shares("stages", staged)

strat <- read.csv("api-strat.csv")
for (case in c("strat", "clus1", "fpc")) {
  design <- switch(case, clus1 = plain, strat = svydesign(id = ~snum, strata = ~stratum, weights = ~pw, data = strat),
    fpc = svydesign(id = ~snum, strata = ~stratum, weights = ~pw, fpc = ~fpc, data = strat))
  for (domain in c("", "Yes")) {
    part <- if (domain == "") design else subset(design, schoolwide == domain)
    found <- svyquantile(~api00, part, c(0.25, 0.5, 0.75), interval.type = "mean", qrule = "math", df = degf(part))
    for (n in 1:3) for (k in 1:4)
      add(paste0("quantile_", case), domain, c("0.25", "0.5", "0.75")[n], c("estimate", "low", "high", "se")[k], found$api00[n, k])
  }
}
found <- do.call(rbind, rows)
found$value <- format(found$value, digits = 17, trim = TRUE)
write.csv(found, "second-pass.csv", row.names = FALSE, quote = FALSE)
