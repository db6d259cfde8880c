"""From the weights of the draw to those of estimation: non-response, margins of the population, trimming."""
