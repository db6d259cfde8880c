"""What people are given: charts, reports, open data, spoken texts; made from results, never computed anew."""
