package other

import "example.com/other/internal/v"

func Version() string { return v.V }
