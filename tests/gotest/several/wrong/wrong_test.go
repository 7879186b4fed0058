package wrong

import "testing"

func TestX(t testing.T) {}
