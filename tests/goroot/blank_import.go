// run
// needs goroot

// A blank import makes a format known.
package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	_ "image/gif"
	"image/png"
)

func main() {
	m := image.NewRGBA(image.Rect(0, 0, 4, 4))
	m.Set(1, 1, color.RGBA{255, 0, 0, 255})
	var b bytes.Buffer
	fmt.Println(png.Encode(&b, m))
	d, kind, err := image.Decode(&b)
	fmt.Println(d.At(1, 1), kind, err)
	_, kind, err = image.Decode(bytes.NewReader([]byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;")))
	fmt.Println(kind, err)
}
