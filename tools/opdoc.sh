#!/bin/sh
# tools/opdoc.sh - prints docs/OPCODES.md from vm/opcodes.def. `make docs` writes it.
cd "$(dirname "$0")/.." || exit 2
cat <<'HEAD'
# The instruction set

Generated from `vm/opcodes.def` by `make docs`; do not edit. `mound dis FILE.go` shows the
instructions of a program. Encoding: `vm/insn.h`. A, B, C are operands of 16 bits, Bx of 32; W is a
64-bit word behind the instruction; fp is the frame, whose slots have 8 bytes.
HEAD
awk '
/^\/\/ ---- / { sub(/^\/\/ ---- /, ""); printf "\n## %s\n\n| instruction | operands | effect |\n|---|---|---|\n", $0 }
/^OP\(/ {
    line = $0
    name = line; sub(/^OP\(/, "", name); sub(/,.*/, "", name)
    mode = line; sub(/^OP\([^,]*, */, "", mode); sub(/,.*/, "", mode)
    effect = line; sub(/^[^"]*"/, "", effect); sub(/"\)[^"]*$/, "", effect)
    gsub(/\\"/, "\"", effect); gsub(/\|/, "\\|", effect)
    printf "| %s | %s | %s |\n", name, mode, effect
}' vm/opcodes.def
