# Standard errors from given bootstrap weights, by R's survey package: the same replicates, so the same errors.
# The replicates are those of `parindex.survey.estimation.replicates.multipliers` (40 of them, seed 11), written by
#   .venv/bin/python -m tests.survey.oracles.bootstrap
# Run: Rscript tests/survey/oracles/bootstrap.R   (Debian: r-cran-survey). Reads api-*.csv and bootstrap-*.csv here;
# writes bootstrap-answers.csv. Made with R 4.2.2, survey 4.1-1.
suppressMessages(library(survey))
folder <- sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))
setwd(dirname(folder))
rows <- list()
for (case in c("strat", "clus2")) {
  people <- read.csv(paste0("api-", case, ".csv"))
  factors <- read.csv(paste0("bootstrap-", case, ".csv"), row.names = 1, check.names = FALSE)
  psu <- as.character(if (case == "strat") people$snum else people$dnum)
  design <- svrepdesign(data = people, weights = ~pw, repweights = as.matrix(factors[psu, ]), type = "bootstrap",
    combined.weights = FALSE, scale = 1 / ncol(factors), rscales = rep(1, ncol(factors)), mse = TRUE)
  for (domain in c("", "No", "Yes")) {
    part <- if (domain == "") design else subset(design, schoolwide == domain)
    for (item in c("q1", "q2", "q3")) {
      part <- update(part, z = 100 * (get(item) >= 4))
      found <- svymean(~z, part, na.rm = TRUE)
      rows[[length(rows) + 1]] <- data.frame(case, domain, item, what = "se", value = as.numeric(SE(found)))
    }
    means <- withReplicates(part, function(w, d) {
      of <- function(item) { known <- !is.na(d[[item]]); 100 * sum((w * (d[[item]] >= 4))[known]) / sum(w[known]) }
      (of("q1") + of("q2") + of("q3")) / 3
    })
    rows[[length(rows) + 1]] <- data.frame(case, domain, item = "mean", what = "se", value = as.numeric(SE(means)))
  }
}
found <- do.call(rbind, rows)
found$value <- format(found$value, digits = 17, trim = TRUE)
write.csv(found, "bootstrap-answers.csv", row.names = FALSE, quote = FALSE)
