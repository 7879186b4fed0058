package regexp

// syntaxError says what is wrong with an expression, and with which part.
type syntaxError struct {
	code string
	expr string
}

func (e *syntaxError) Error() string { return "error parsing regexp: " + e.code + ": `" + e.expr + "`" }

const (
	badClass       = "invalid character class"
	badRange       = "invalid character class range"
	badEscape      = "invalid escape sequence"
	badName        = "invalid named capture"
	badPerlOp      = "invalid or unsupported Perl syntax"
	badRepeatOp    = "invalid nested repetition operator"
	badRepeatSize  = "invalid repeat count"
	badUTF8        = "invalid UTF-8"
	missingBracket = "missing closing ]"
	missingParen   = "missing closing )"
	missingRepeat  = "missing argument to repetition operator"
	trailingSlash  = "trailing backslash at end of expression"
	surplusParen   = "unexpected )"
	tooDeep        = "expression nests too deeply"
	tooLarge       = "expression too large"
)
