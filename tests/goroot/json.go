// run
// needs goroot

// encoding/json: structs, maps, options of tags, errors, streams, own methods.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

type Level int

func (l Level) MarshalText() ([]byte, error) { return []byte(fmt.Sprintf("level-%d", int(l))), nil }
func (l *Level) UnmarshalText(b []byte) error {
	_, err := fmt.Sscanf(string(b), "level-%d", (*int)(l))
	return err
}

type Base struct {
	ID int `json:"id"`
}

type Item struct {
	Base
	Name   string            `json:"name"`
	Price  float64           `json:"price,omitempty"`
	Tags   []string          `json:"tags"`
	Attrs  map[string]any    `json:"attrs,omitempty"`
	Levels map[Level]string  `json:"levels,omitempty"`
	Count  int64             `json:"count,string"`
	Skip   string            `json:"-"`
	Raw    json.RawMessage   `json:"raw,omitempty"`
	When   time.Time         `json:"when"`
	Next   *Item             `json:"next,omitempty"`
	Bytes  []byte            `json:"bytes"`
	Any    any               `json:"any"`
	hidden int
}

func main() {
	item := Item{Base: Base{7}, Name: "a <b> & \"c\" \u2028", Tags: nil, Count: 12, When: time.Date(2024, 2, 29, 1, 2, 3, 4000, time.UTC),
		Attrs: map[string]any{"z": 1, "a": []int{1, 2}, "m": nil}, Levels: map[Level]string{2: "two", 1: "one"},
		Raw: json.RawMessage(`{"x":1}`), Bytes: []byte("hi"), Next: &Item{Name: "inner"}, Any: 1e21}
	text, err := json.Marshal(item)
	fmt.Println(string(text), err)
	text, _ = json.MarshalIndent(map[string]any{"b": []any{}, "a": map[string]int{}, "c": []any{1, "x", nil, true, 1.5}}, ">", "  ")
	fmt.Println(string(text))
	var back Item
	fmt.Println(json.Unmarshal([]byte(`{"ID":9,"NAME":"fold","tags":["x","y"],"levels":{"level-4":"four"},"count":"77","when":"2020-01-02T03:04:05Z","bytes":"aGk=","any":{"k":[1,2.5,"s",null]},"next":{"name":"n"}}`), &back))
	fmt.Printf("%+v %+v\n", back.Base, back.Next.Name)
	fmt.Println(back.Name, back.Tags, back.Levels, back.Count, back.When, string(back.Bytes), back.Any)
	for _, bad := range []string{`{"id":"x"}`, `{"name":1}`, `{`, `[1,2`, `{"a":}`, `nul`, `{"tags":{"a":1}}`, `{"count":5}`, `"x" y`, ``} {
		var i Item
		err := json.Unmarshal([]byte(bad), &i)
		fmt.Printf("%T %v\n", err, err)
	}
	d := json.NewDecoder(strings.NewReader(`{"id":1} {"id":2,"unknown":3} [1]`))
	d.DisallowUnknownFields()
	for i := 0; i < 3; i++ {
		var b Base
		fmt.Println(d.Decode(&b), b)
	}
	d = json.NewDecoder(strings.NewReader(`{"a":[1,"x",true,null,{}]}`))
	d.UseNumber()
	for {
		token, err := d.Token()
		if err != nil {
			fmt.Println(err)
			break
		}
		fmt.Printf("%T:%v ", token, token)
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	fmt.Println(e.Encode([]string{"<a>", "é\x01\xff"}), out.String())
	_, err = json.Marshal(map[string]any{"f": func() {}})
	fmt.Println(err)
	_, err = json.Marshal(make(chan int))
	fmt.Printf("%T %v\n", err, err)
	fmt.Println(json.Valid([]byte(`{"a":1}`)), json.Valid([]byte(`{a:1}`)))
	out.Reset()
	json.Compact(&out, []byte("{ \"a\" : [ 1 , 2 ] }"))
	json.HTMLEscape(&out, []byte(`"<>"`))
	fmt.Println(out.String())
}
