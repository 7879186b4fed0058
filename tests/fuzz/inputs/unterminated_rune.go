package p

var x = '

var y = ''

var z = 'ab'

var w = '\