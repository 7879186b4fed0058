module example.com/multi

go 1.22

require example.com/other v1.2.3

replace example.com/other => ./other
