#!/bin/bash
# tests/testrun/run.sh TESTRUN - the lists of the test runner, on a tiny tree and a pretended mound.
#
# The pretended mound prints what stands behind `//prints ` in the file and exits with what stands
# behind `//exits `; a planted panic is shown as the real one would.
set -u
testrun=$(realpath "${1:?the test runner}") || exit 2
source "$(dirname "$0")/../checks.sh" || exit 2
cd "$work" || exit 2
show_files=(out)

says() { grep -qF -- "$1" out; }
silent() { ! grep -qF -- "$1" out; }

cat >mound <<'END'
#!/bin/sh
for file; do :; done
word=$(grep -o 'panic("planted[^"]*' "$file")
[ -n "$word" ] && { echo "$word"; exit 2; }
sed -n 's,.*//prints ,,p' "$file"
exit "$(sed -n 's,.*//exits ,,p' "$file" | grep . || echo 0)"
END
chmod +x mound

# program NAME EXIT [TEXT]
program() {
    printf '// run\n\npackage main\n\nfunc main() {}\n//exits %s\n' "$2" >"tree/$1.go"
    [ -n "${3:-}" ] && echo "//prints $3" >>"tree/$1.go"
}

run() {
    "$testrun" -mound ./mound -go "$@" tree >out 2>&1
    code=$?
}

mkdir tree
program good 0
program bad 1 broken
program worse 3 "more broken"
program odd 1 "not ours"
program mended 0

printf '# list\nbad.go\tits true cause\nmended.go\tfine again\ngone.go\tno such file\n' >known
printf 'odd.go\ttests the linker\n' >excluded

run -known known -excluded excluded
check "an unlisted failure fails the run" test $code = 1
check "it is named" says "FAIL worse.go: exit code 3"
check "a listed one is not" silent "FAIL bad.go"
check "excluded files are counted" says "1 excluded"
check "what passes now is reported" says "1 listed tests pass now"
check "the sums" says "2 passed, 1 failed, 2 skipped"

run -known known -excluded excluded -bless-known
check "bless: what is added is printed" says "added: worse.go: UNSORTED: exit code 3"
check "bless: what is dropped is printed" says "dropped: mended.go"
check "bless: reasons stay" grep -q "^bad.go.its true cause$" known
check "bless: new failures are marked" grep -q "^worse.go.UNSORTED: exit code 3" known
check "bless: a test that is gone goes" test "$(grep -c gone.go known)" = 0
check "bless: excluded tests are not listed" test "$(grep -c odd.go known)" = 0
check "bless: sorted" test "$(grep -v '^#' known)" = "$(grep -v '^#' known | LC_ALL=C sort)"

run -known known -excluded excluded
check "a failure without a cause fails the run" test $code = 1
check "and is named" says "known: worse.go has no cause"

sed -i 's/UNSORTED: .*/nobody wrote it yet/' known
run -known known -excluded excluded
check "with causes for all the run is fine" test $code = 0

# What another Go prints for a line, or how a program ends there.
cat >tree/check.go <<'END'
// errorcheck

package p

var x int = "s" // ERROR "old words"
//exits 1
//prints ./check.go:5:13: new words
END
printf 'worse.go:run\texit 3: more broken\n' >changed
printf 'check.go:5\tnew words\n' >>changed
run -excluded excluded -changed changed -known known
check "changed: a line as the other Go prints it" silent "FAIL check.go"
check "changed: an ending as under the other Go" says "4 passed, 0 failed"
sed -i 's/new words/other words/' changed
run -excluded excluded -changed changed -known known
check "changed: another text fails" says 'check.go:5: no message is `other words`'
run -known known -excluded excluded
check "without the list the comment counts" says 'check.go:5: no message matches `old words`'
run -known missing
check "a list that is missing" test $code = 2

# One that says nothing and never fails, whatever it is given.
printf "#!/bin/sh\necho once >>$work/runs\n" >blind
chmod +x blind
mkdir quiet
program silent 0
mv tree/silent.go quiet
runs_of_blind() {
    rm -f runs
    "$testrun" -mound ./blind -go "$@" quiet >out 2>&1
    code=$?
}
runs_of_blind
check "a failure that would not be seen fails the run" test $code = 1
check "and is named" says "FAIL silent.go: a planted panic was not shown"
runs_of_blind -proven
check "proven: the program passes" says "1 passed, 0 failed"
check "proven: it is run once" test "$(grep -c once runs)" = 1

checks_end
