package p

var ÿþ = "€¿"

var s = `À¯`

var r = 'í €'

// õ€€€
var Ã