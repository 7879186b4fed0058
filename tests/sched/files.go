// files: the soft limit of open files, here and in a program that is started.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
)

func main() {
	text, _ := os.ReadFile("/proc/self/limits")
	for _, line := range strings.Split(string(text), "\n") {
		if rest, ok := strings.CutPrefix(line, "Max open files"); ok {
			fmt.Println("soft", strings.Fields(rest)[0])
		}
	}
	out, err := exec.Command("sh", "-c", "ulimit -Sn").Output()
	if err != nil {
		fmt.Println(err)
	}
	fmt.Print("child ", string(out))
}
