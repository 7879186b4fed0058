// run
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"time"
)

type Inner struct {
	X, Y int
	note string
}

type Temp float64

func (t Temp) MarshalJSON() ([]byte, error) { return fmt.Appendf(nil, `{"deg": %.1f}`, float64(t)), nil }

func (t *Temp) UnmarshalJSON(b []byte) error {
	var v struct{ Deg float64 }
	err := json.Unmarshal(b, &v)
	*t = Temp(v.Deg)
	return err
}

type Level int

func (l Level) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "level-%d", int(l)), nil }

func (l *Level) UnmarshalText(b []byte) error {
	_, err := fmt.Sscanf(string(b), "level-%d", (*int)(l))
	return err
}

type All struct {
	Inner
	*Deep
	Bool    bool              `json:"bool"`
	Skip    string            `json:"-"`
	Dash    string            `json:"-,"`
	Empty   []int             `json:",omitempty"`
	Str     int               `json:"str,string"`
	F       float64           `json:"f"`
	F32     float32
	Any     any
	Map     map[string]int
	IntMap  map[int]string
	LMap    map[Level]bool
	Bytes   []byte
	Arr     [2]string
	Ptr     *int
	T       Temp
	L       Level
	Raw     json.RawMessage
	Num     json.Number
	When    time.Time
	private int
}

type Deep struct {
	X    string // hidden by Inner.X at the same depth: none of both
	Deep int
}

type Node struct {
	Name string
	Kids []*Node `json:"kids,omitempty"`
}

func main() {
	n := 7
	in := All{Inner: Inner{1, 2, ""}, Deep: &Deep{"x", 3}, Bool: true, Dash: "d", Str: 5, F: 1e21, F32: 0.1, Any: []any{1, "a<b>", nil},
		Map: map[string]int{"b": 2, "a": 1}, IntMap: map[int]string{10: "x", 9: "y"}, LMap: map[Level]bool{3: true},
		Bytes: []byte("hi!"), Arr: [2]string{"\u2028\t\x01é\xff", "\"\\/"}, Ptr: &n, T: 36.6, L: 4, Raw: json.RawMessage(`{"a" : 1}`), Num: "1.50",
		When: time.Date(2024, 2, 29, 1, 2, 3, 4000, time.UTC)}
	b, err := json.Marshal(in)
	fmt.Println(string(b), err)
	var out All
	fmt.Println(json.Unmarshal(b, &out))
	again, _ := json.Marshal(out)
	fmt.Println(bytes.Equal(b, again), out.Deep.Deep, *out.Ptr, out.When)
	b, _ = json.MarshalIndent(Node{"root", []*Node{{Name: "a"}, {Name: "b", Kids: []*Node{{}}}}}, ">", "  ")
	fmt.Println(string(b))
	for _, v := range []any{math.NaN(), make(chan int), func() {}, map[bool]int{}, 1e-7, 1e20, float32(1e-7), 100000000.0, -0.0, "", nil,
		[]string(nil), map[string]int(nil), struct{}{}, [0]int{}, []struct{ A *int }{{}}, complex(1, 2), json.Number("x"), errBad{}} {
		b, err := json.Marshal(v)
		fmt.Printf("%s %v\n", b, err)
	}
	for _, text := range []string{``, ` `, `{`, `[1,]`, `{"a" 1}`, `{"a":1,}`, `nul`, `truX`, `"\q"`, `"\u12g4"`, "\"a\nb\"", `01`, `1.`, `1e+`, `-`, `[1 2]`,
		`{"a":1 "b"}`, `1 2`, `'x'`, `"abc`, `{1:2}`, `{"X":"str","Y":1.5,"bool":3,"str":"7","F32":1e400,"Arr":[1],"Map":{"a":"b"},"L":5,"Bytes":"?"}`,
		`{"x":9,"BOOL":true,"str":7}`, `{"Ptr":null,"Any":{"k":[1,2.5,"\u00e9\ud83d\ude00\ud800"]},"Arr":["1","2","3"]}`, `[]`, `5`, `null`} {
		var v All
		err := json.Unmarshal([]byte(text), &v)
		fmt.Printf("%s -> %v", text, err)
		var syntax *json.SyntaxError
		var mismatch *json.UnmarshalTypeError
		if errors.As(err, &syntax) {
			fmt.Print(" offset ", syntax.Offset)
		}
		if errors.As(err, &mismatch) {
			fmt.Print(" ", mismatch.Value, " ", mismatch.Type, " ", mismatch.Offset, " ", mismatch.Struct, " ", mismatch.Field)
		}
		fmt.Println(" ", v.Inner.X, v.Y, v.Bool, v.Str, v.Any, v.Arr)
	}
	fmt.Println(json.Unmarshal([]byte("1"), nil), json.Unmarshal([]byte("1"), 5), json.Unmarshal([]byte("1"), (*int)(nil)))
	dec := json.NewDecoder(strings.NewReader(`{"a": [1, true, null, "x", {}]} 5 "s" [1,2] x`))
	for {
		t, err := dec.Token()
		fmt.Printf("%T %v %v %v %d\n", t, t, err, dec.More(), dec.InputOffset())
		if err != nil {
			break
		}
	}
	dec = json.NewDecoder(strings.NewReader(`{"Name":"a"}{"name":"b","zzz":1} {"Name":`))
	dec.DisallowUnknownFields()
	for range 4 {
		var node Node
		err := dec.Decode(&node)
		fmt.Println(node, err, err == io.ErrUnexpectedEOF)
	}
	enc := json.NewEncoder(os.Stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	fmt.Println(enc.Encode(map[string]any{"<&>": []int{}, "z": map[string]int{}}))
	var buf bytes.Buffer
	fmt.Println(json.Compact(&buf, []byte(" { \"a b\" : [ 1 , 2 ] } ")), buf.String(), json.Valid([]byte("{}")), json.Valid([]byte("{]")))
	buf.Reset()
	json.HTMLEscape(&buf, []byte(`"<a>&"`))
	fmt.Println(buf.String(), json.Indent(&buf, []byte("[1"), "", ""))
	deep := strings.Repeat("[", 10001)
	fmt.Println(json.Unmarshal([]byte(deep), new(any)))
	type cycle struct{ Next *cycle }
	c := &cycle{}
	c.Next = c
	_, err = json.Marshal(c)
	fmt.Println(err)
	d := json.NewDecoder(strings.NewReader("[12345678901234567890]"))
	d.UseNumber()
	var v any
	fmt.Println(d.Decode(&v), v)
}

type errBad struct{}

func (errBad) MarshalJSON() ([]byte, error) { return []byte("{bad"), nil }
