package main

func test() any {
	rows := make([][]float64, 20)
	for i := range rows {
		rows[i] = make([]float64, 30)
	}
	return rows
}
