// run

// Dates, durations, layouts and zones.
package main

import (
	"fmt"
	"math/rand"
	"time"
)

func main() {
	rnd := rand.New(rand.NewSource(9))
	zones := []*time.Location{time.UTC, time.FixedZone("X", 3725), time.FixedZone("", -5*3600)}
	layouts := []string{time.Layout, time.ANSIC, time.UnixDate, time.RFC822Z, time.RFC850, time.RFC1123, time.RFC3339Nano, time.Kitchen, time.StampMicro, "2006 002 __2 _2 .000 ,999 pm Z07:00:00"}
	h := uint32(1)
	add := func(v ...any) {
		for _, c := range fmt.Sprintln(v...) {
			h = (h ^ uint32(c)) * 16777619
		}
	}
	for i := 0; i < 2000; i++ {
		t := time.Unix(rnd.Int63n(8e9)-4e9, rnd.Int63n(1e9)).In(zones[i%3])
		y, w := t.ISOWeek()
		add(t, t.YearDay(), t.Weekday(), y, w, t.UnixNano())
		add(t.Add(time.Duration(rnd.Int63n(1e16))), t.AddDate(rnd.Intn(9), rnd.Intn(30), rnd.Intn(99)), t.Truncate(time.Hour), t.Round(time.Duration(rnd.Int63n(1e13)+1)))
		layout := layouts[rnd.Intn(len(layouts))]
		s := t.Format(layout)
		back, err := time.Parse(layout, s)
		add(s, back, err)
		d := time.Duration(rnd.Int63() >> uint(rnd.Intn(63)))
		add(d, d.Round(time.Minute), d.Truncate(time.Second))
	}
	fmt.Printf("%08x\n", h)
	fmt.Println(time.Date(2023, 14, 35, 25, 61, 61, 0, time.UTC))
	for _, s := range []string{"2024-02-30", "2024-13-01", "x", "2024-02-29 "} {
		t, err := time.Parse(time.DateOnly, s)
		fmt.Println(t, err)
	}
	for _, s := range []string{"1h2m3.5s", "-1.5h", "3", "1x", "", "1us2ns"} {
		d, err := time.ParseDuration(s)
		fmt.Println(d, err)
	}
	t := time.Date(2024, 2, 29, 12, 30, 0, 123, time.UTC)
	fmt.Printf("%v %s %#v\n", t, t.Month(), t)
	fmt.Println(t.Sub(t.Add(-90*time.Minute)), t.Before(t.Add(1)), t.Equal(t.In(zones[1])), time.Time{}.IsZero())
	start := time.Now()
	time.Sleep(3 * time.Millisecond)
	if d := time.Since(start); d < 3*time.Millisecond || d > 5*time.Second {
		fmt.Println("slept", d)
	}
}
