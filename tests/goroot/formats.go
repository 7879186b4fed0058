// run
// needs goroot

// Other formats of the library: xml, csv, hex, base64, gzip, zip, hashes, html/template.
package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/csv"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"html/template"
	"io"
	"os"
	"strings"
)

type Address struct {
	City string `xml:"city"`
	Zip  string `xml:"zip,attr"`
}

type Person struct {
	XMLName xml.Name  `xml:"person"`
	Name    string    `xml:"name"`
	Mails   []string  `xml:"contact>mail"`
	Home    *Address  `xml:"home"`
	Note    string    `xml:",comment"`
}

func main() {
	p := Person{Name: "A & B", Mails: []string{"x@y", "z@w"}, Home: &Address{"Ulm", "89073"}, Note: "n"}
	text, err := xml.MarshalIndent(p, "", " ")
	fmt.Println(string(text), err)
	var back Person
	fmt.Println(xml.Unmarshal(text, &back), back.Name, back.Mails, *back.Home)
	fmt.Println(xml.Unmarshal([]byte("<person><name>x</person>"), &back))
	r := csv.NewReader(strings.NewReader("a,b,c\n\"q \"\"x\"\"\",2,\n"))
	records, err := r.ReadAll()
	fmt.Printf("%q %v\n", records, err)
	w := csv.NewWriter(os.Stdout)
	w.Write([]string{"1,5", "a\"b", ""})
	w.Flush()
	var buf bytes.Buffer
	fmt.Println(hex.EncodeToString([]byte("hi")), base64.StdEncoding.EncodeToString([]byte("hello?>")), base64.RawURLEncoding.EncodeToString([]byte("hello?>")))
	fmt.Printf("%x\n", sha256.Sum256([]byte("abc")))
	buf.Reset()
	gz := gzip.NewWriter(&buf)
	gz.Write(bytes.Repeat([]byte("mound "), 1000))
	gz.Close()
	zr, err := gzip.NewReader(&buf)
	data, _ := io.ReadAll(zr)
	fmt.Println(len(data), err)
	buf.Reset()
	zw := zip.NewWriter(&buf)
	fw, _ := zw.Create("a/b.txt")
	fw.Write([]byte("zipped"))
	zw.Close()
	rd, err := zip.NewReader(bytes.NewReader(buf.Bytes()), int64(buf.Len()))
	fmt.Println(rd.File[0].Name, rd.File[0].UncompressedSize64, err)
	b := binary.BigEndian.AppendUint32(nil, 0xdeadbeef)
	fmt.Println(b, binary.LittleEndian.Uint16(b))
	t := template.Must(template.New("h").Parse(`<a href="/{{.}}" onclick="f({{.}})">{{.}}</a>` + "\n"))
	fmt.Println(t.Execute(os.Stdout, "<b>'x' & y"))
}
