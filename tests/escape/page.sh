#!/bin/bash
# tests/escape/page.sh MOUND [PICTURE_FOLDER] - the page of `mound escape -html` in a real browser.
#
# A headless Chromium opens it; lines are hovered over, tapped and chosen by key; the story, the flow
# graph and the measured costs must be there, and nothing may be complained about. With a folder, it also
# takes pictures to look at: light and dark, wide and narrow. Skipped, with a line, without a browser.
set -u
mound=$(realpath "${1:?the mound program}") || exit 2
pictures=${2:-}
source "$(dirname "$0")/../checks.sh" || exit 2
cd "$(dirname "$0")/../../examples/escape" || exit 2
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
[ "$browser" ] || { echo "SKIP tests/escape/page.sh: no chromium"; checks_end; exit; }

chromium() {
    timeout 60 "$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars \
        --user-data-dir="$work/profile" "$@"
}

# What the page is put through, in its own language; the first and last line of its <body>.
cat >"$work/before" <<'END'
<script>
const problems = [];
addEventListener("error", event => problems.push(event.message));
for (const name of ["error", "warn"]) console[name] = (...words) => problems.push(words.join(" "));
</script>
END
cat >"$work/after" <<'END'
<script>
{
const results = [];
const check = (what, good) => results.push((good ? "fine " : "WRONG ") + what);
const rows = [...document.querySelectorAll(".row.told")];
const story = document.getElementById("story");
const heap = rows.filter(row => row.children[1].textContent === "H");
const other = rows.find(row => row !== heap[0] && row.children[1].textContent);
check("lines are marked", heap.length > 0 && other);
heap[0].dispatchEvent(new MouseEvent("mouseenter"));
const hovered = story.textContent;
check("hovering tells the story", hovered.includes("goes to the heap") && story.querySelector("li"));
check("the story says what would help", story.querySelector(".repair"));
check("the flow is drawn", story.querySelectorAll("svg rect").length > 1 && story.querySelector("svg path"));
check("what is in the heap stands out", story.querySelector("svg rect.heap"));
other.dispatchEvent(new MouseEvent("mouseenter"));
check("hovering elsewhere tells another", story.textContent !== hovered);
heap[0].click();
check("a tap picks the line", heap[0].classList.contains("picked") && story.textContent === hovered);
other.dispatchEvent(new MouseEvent("mouseenter"));
check("what is picked stays", story.textContent === hovered);
heap[0].click();
other.dispatchEvent(new MouseEvent("mouseenter"));
check("a second tap lets it go", story.textContent !== hovered);
other.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
check("the Enter key picks, too", other.classList.contains("picked"));
other.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
check("Escape lets go", !document.querySelector(".picked"));
check("costs are shown", [...document.querySelectorAll(".cost")].some(cost => /\d B|kB/.test(cost.textContent)));
check("the source is whole", document.querySelectorAll(".row").length === data.sources[0].text.split("\n").length - 1);
check("nothing runs over the edge", document.documentElement.scrollWidth <= innerWidth);
check("no complaints: " + problems.join("; "), problems.length === 0);
const report = document.createElement("pre");
report.id = "report";
report.textContent = results.join("\n");
if (location.hash) heap[0].click();
else document.body.append(report);
}
</script>
END

# page FILE.go: makes page.html and try.html.
page() {
    "$mound" run -escape="$work/page.html" "$1" >/dev/null 2>&1
    sed -e "/^<body>$/r $work/before" "$work/page.html" |
        awk -v after="$work/after" '/^<\/body>$/ { while ((getline line < after) > 0) print line } 1' \
            >"$work/try.html"
}

# examine TITLE FILE.go: counts what the page reports of itself.
examine() {
    page "$2"
    chromium --dump-dom "file://$work/try.html" 2>"$work/err" |
        sed -n '/<pre id="report">/,/<\/pre>/p' | sed 's/<[^>]*>//g' >"$work/report"
    local word what
    while read -r word what; do
        case $word in
        fine) pass ;;
        WRONG) fail "$1: $what" ;;
        esac
    done <"$work/report"
    grep -q '^fine ' "$work/report" || fail "$1: the page did not run to its end"
}

examine "an example" returned_closure.go
# A source that looks like a page.
cat >"$work/odd.go" <<'END'
package main

// </script><script>throw new Error("from a comment")</script> <!-- <b>

var sink []*string

func add(text string) { // é 世界 🐹
	sink = append(sink, &text)
}

func main() {
	add("</script><!--<script>" + `
	<b>&amp;</b>`)
	add("\u2028\x00")
	for i := 0; i < 100; i++ {
		add("again")
	}
	println(len(sink))
}
END
examine "a source that looks like a page" "$work/odd.go"

if [ "$pictures" ]; then
    page returned_closure.go
    mkdir -p "$pictures"
    for look in light dark; do
        dark=$([ $look = dark ] && echo --blink-settings=preferredColorScheme=0)
        for width in 1200 420; do
            chromium --window-size=$width,900 $dark --screenshot="$pictures/$look-$width.png" \
                "file://$work/try.html#picked" 2>/dev/null
        done
    done
    ls "$pictures"
fi
checks_end
