package unicode

// The general categories. Each table is made when the program first refers to it.
var (
	Cc     = loadTable("Cc")
	Cf     = loadTable("Cf")
	Co     = loadTable("Co")
	Cs     = loadTable("Cs")
	Digit  = loadTable("Nd")
	Nd     = Digit
	Letter = loadTable("L")
	L      = Letter
	Lm     = loadTable("Lm")
	Lo     = loadTable("Lo")
	Lower  = loadTable("Ll")
	Ll     = Lower
	Mark   = loadTable("M")
	M      = Mark
	Mc     = loadTable("Mc")
	Me     = loadTable("Me")
	Mn     = loadTable("Mn")
	Nl     = loadTable("Nl")
	No     = loadTable("No")
	Number = loadTable("N")
	N      = Number
	Other  = loadTable("C")
	C      = Other
	Pc     = loadTable("Pc")
	Pd     = loadTable("Pd")
	Pe     = loadTable("Pe")
	Pf     = loadTable("Pf")
	Pi     = loadTable("Pi")
	Po     = loadTable("Po")
	Ps     = loadTable("Ps")
	Punct  = loadTable("P")
	P      = Punct
	Sc     = loadTable("Sc")
	Sk     = loadTable("Sk")
	Sm     = loadTable("Sm")
	So     = loadTable("So")
	Space  = loadTable("Z")
	Z      = Space
	Symbol = loadTable("S")
	S      = Symbol
	Title  = loadTable("Lt")
	Lt     = Title
	Upper  = loadTable("Lu")
	Lu     = Upper
	Zl     = loadTable("Zl")
	Zp     = loadTable("Zp")
	Zs     = loadTable("Zs")
)

// Categories holds the category tables by their short names.
var Categories = map[string]*RangeTable{
	"C":  C,
	"Cc": Cc,
	"Cf": Cf,
	"Co": Co,
	"Cs": Cs,
	"L":  L,
	"Ll": Ll,
	"Lm": Lm,
	"Lo": Lo,
	"Lt": Lt,
	"Lu": Lu,
	"M":  M,
	"Mc": Mc,
	"Me": Me,
	"Mn": Mn,
	"N":  N,
	"Nd": Nd,
	"Nl": Nl,
	"No": No,
	"P":  P,
	"Pc": Pc,
	"Pd": Pd,
	"Pe": Pe,
	"Pf": Pf,
	"Pi": Pi,
	"Po": Po,
	"Ps": Ps,
	"S":  S,
	"Sc": Sc,
	"Sk": Sk,
	"Sm": Sm,
	"So": So,
	"Z":  Z,
	"Zl": Zl,
	"Zp": Zp,
	"Zs": Zs,
}

// The scripts.
var (
	Adlam                  = loadTable("Adlam")
	Ahom                   = loadTable("Ahom")
	Anatolian_Hieroglyphs  = loadTable("Anatolian_Hieroglyphs")
	Arabic                 = loadTable("Arabic")
	Armenian               = loadTable("Armenian")
	Avestan                = loadTable("Avestan")
	Balinese               = loadTable("Balinese")
	Bamum                  = loadTable("Bamum")
	Bassa_Vah              = loadTable("Bassa_Vah")
	Batak                  = loadTable("Batak")
	Bengali                = loadTable("Bengali")
	Bhaiksuki              = loadTable("Bhaiksuki")
	Bopomofo               = loadTable("Bopomofo")
	Brahmi                 = loadTable("Brahmi")
	Braille                = loadTable("Braille")
	Buginese               = loadTable("Buginese")
	Buhid                  = loadTable("Buhid")
	Canadian_Aboriginal    = loadTable("Canadian_Aboriginal")
	Carian                 = loadTable("Carian")
	Caucasian_Albanian     = loadTable("Caucasian_Albanian")
	Chakma                 = loadTable("Chakma")
	Cham                   = loadTable("Cham")
	Cherokee               = loadTable("Cherokee")
	Chorasmian             = loadTable("Chorasmian")
	Common                 = loadTable("Common")
	Coptic                 = loadTable("Coptic")
	Cuneiform              = loadTable("Cuneiform")
	Cypriot                = loadTable("Cypriot")
	Cypro_Minoan           = loadTable("Cypro_Minoan")
	Cyrillic               = loadTable("Cyrillic")
	Deseret                = loadTable("Deseret")
	Devanagari             = loadTable("Devanagari")
	Dives_Akuru            = loadTable("Dives_Akuru")
	Dogra                  = loadTable("Dogra")
	Duployan               = loadTable("Duployan")
	Egyptian_Hieroglyphs   = loadTable("Egyptian_Hieroglyphs")
	Elbasan                = loadTable("Elbasan")
	Elymaic                = loadTable("Elymaic")
	Ethiopic               = loadTable("Ethiopic")
	Georgian               = loadTable("Georgian")
	Glagolitic             = loadTable("Glagolitic")
	Gothic                 = loadTable("Gothic")
	Grantha                = loadTable("Grantha")
	Greek                  = loadTable("Greek")
	Gujarati               = loadTable("Gujarati")
	Gunjala_Gondi          = loadTable("Gunjala_Gondi")
	Gurmukhi               = loadTable("Gurmukhi")
	Han                    = loadTable("Han")
	Hangul                 = loadTable("Hangul")
	Hanifi_Rohingya        = loadTable("Hanifi_Rohingya")
	Hanunoo                = loadTable("Hanunoo")
	Hatran                 = loadTable("Hatran")
	Hebrew                 = loadTable("Hebrew")
	Hiragana               = loadTable("Hiragana")
	Imperial_Aramaic       = loadTable("Imperial_Aramaic")
	Inherited              = loadTable("Inherited")
	Inscriptional_Pahlavi  = loadTable("Inscriptional_Pahlavi")
	Inscriptional_Parthian = loadTable("Inscriptional_Parthian")
	Javanese               = loadTable("Javanese")
	Kaithi                 = loadTable("Kaithi")
	Kannada                = loadTable("Kannada")
	Katakana               = loadTable("Katakana")
	Kawi                   = loadTable("Kawi")
	Kayah_Li               = loadTable("Kayah_Li")
	Kharoshthi             = loadTable("Kharoshthi")
	Khitan_Small_Script    = loadTable("Khitan_Small_Script")
	Khmer                  = loadTable("Khmer")
	Khojki                 = loadTable("Khojki")
	Khudawadi              = loadTable("Khudawadi")
	Lao                    = loadTable("Lao")
	Latin                  = loadTable("Latin")
	Lepcha                 = loadTable("Lepcha")
	Limbu                  = loadTable("Limbu")
	Linear_A               = loadTable("Linear_A")
	Linear_B               = loadTable("Linear_B")
	Lisu                   = loadTable("Lisu")
	Lycian                 = loadTable("Lycian")
	Lydian                 = loadTable("Lydian")
	Mahajani               = loadTable("Mahajani")
	Makasar                = loadTable("Makasar")
	Malayalam              = loadTable("Malayalam")
	Mandaic                = loadTable("Mandaic")
	Manichaean             = loadTable("Manichaean")
	Marchen                = loadTable("Marchen")
	Masaram_Gondi          = loadTable("Masaram_Gondi")
	Medefaidrin            = loadTable("Medefaidrin")
	Meetei_Mayek           = loadTable("Meetei_Mayek")
	Mende_Kikakui          = loadTable("Mende_Kikakui")
	Meroitic_Cursive       = loadTable("Meroitic_Cursive")
	Meroitic_Hieroglyphs   = loadTable("Meroitic_Hieroglyphs")
	Miao                   = loadTable("Miao")
	Modi                   = loadTable("Modi")
	Mongolian              = loadTable("Mongolian")
	Mro                    = loadTable("Mro")
	Multani                = loadTable("Multani")
	Myanmar                = loadTable("Myanmar")
	Nabataean              = loadTable("Nabataean")
	Nag_Mundari            = loadTable("Nag_Mundari")
	Nandinagari            = loadTable("Nandinagari")
	New_Tai_Lue            = loadTable("New_Tai_Lue")
	Newa                   = loadTable("Newa")
	Nko                    = loadTable("Nko")
	Nushu                  = loadTable("Nushu")
	Nyiakeng_Puachue_Hmong = loadTable("Nyiakeng_Puachue_Hmong")
	Ogham                  = loadTable("Ogham")
	Ol_Chiki               = loadTable("Ol_Chiki")
	Old_Hungarian          = loadTable("Old_Hungarian")
	Old_Italic             = loadTable("Old_Italic")
	Old_North_Arabian      = loadTable("Old_North_Arabian")
	Old_Permic             = loadTable("Old_Permic")
	Old_Persian            = loadTable("Old_Persian")
	Old_Sogdian            = loadTable("Old_Sogdian")
	Old_South_Arabian      = loadTable("Old_South_Arabian")
	Old_Turkic             = loadTable("Old_Turkic")
	Old_Uyghur             = loadTable("Old_Uyghur")
	Oriya                  = loadTable("Oriya")
	Osage                  = loadTable("Osage")
	Osmanya                = loadTable("Osmanya")
	Pahawh_Hmong           = loadTable("Pahawh_Hmong")
	Palmyrene              = loadTable("Palmyrene")
	Pau_Cin_Hau            = loadTable("Pau_Cin_Hau")
	Phags_Pa               = loadTable("Phags_Pa")
	Phoenician             = loadTable("Phoenician")
	Psalter_Pahlavi        = loadTable("Psalter_Pahlavi")
	Rejang                 = loadTable("Rejang")
	Runic                  = loadTable("Runic")
	Samaritan              = loadTable("Samaritan")
	Saurashtra             = loadTable("Saurashtra")
	Sharada                = loadTable("Sharada")
	Shavian                = loadTable("Shavian")
	Siddham                = loadTable("Siddham")
	SignWriting            = loadTable("SignWriting")
	Sinhala                = loadTable("Sinhala")
	Sogdian                = loadTable("Sogdian")
	Sora_Sompeng           = loadTable("Sora_Sompeng")
	Soyombo                = loadTable("Soyombo")
	Sundanese              = loadTable("Sundanese")
	Syloti_Nagri           = loadTable("Syloti_Nagri")
	Syriac                 = loadTable("Syriac")
	Tagalog                = loadTable("Tagalog")
	Tagbanwa               = loadTable("Tagbanwa")
	Tai_Le                 = loadTable("Tai_Le")
	Tai_Tham               = loadTable("Tai_Tham")
	Tai_Viet               = loadTable("Tai_Viet")
	Takri                  = loadTable("Takri")
	Tamil                  = loadTable("Tamil")
	Tangsa                 = loadTable("Tangsa")
	Tangut                 = loadTable("Tangut")
	Telugu                 = loadTable("Telugu")
	Thaana                 = loadTable("Thaana")
	Thai                   = loadTable("Thai")
	Tibetan                = loadTable("Tibetan")
	Tifinagh               = loadTable("Tifinagh")
	Tirhuta                = loadTable("Tirhuta")
	Toto                   = loadTable("Toto")
	Ugaritic               = loadTable("Ugaritic")
	Vai                    = loadTable("Vai")
	Vithkuqi               = loadTable("Vithkuqi")
	Wancho                 = loadTable("Wancho")
	Warang_Citi            = loadTable("Warang_Citi")
	Yezidi                 = loadTable("Yezidi")
	Yi                     = loadTable("Yi")
	Zanabazar_Square       = loadTable("Zanabazar_Square")
)

// Scripts holds the script tables by name.
var Scripts = map[string]*RangeTable{
	"Adlam":                  Adlam,
	"Ahom":                   Ahom,
	"Anatolian_Hieroglyphs":  Anatolian_Hieroglyphs,
	"Arabic":                 Arabic,
	"Armenian":               Armenian,
	"Avestan":                Avestan,
	"Balinese":               Balinese,
	"Bamum":                  Bamum,
	"Bassa_Vah":              Bassa_Vah,
	"Batak":                  Batak,
	"Bengali":                Bengali,
	"Bhaiksuki":              Bhaiksuki,
	"Bopomofo":               Bopomofo,
	"Brahmi":                 Brahmi,
	"Braille":                Braille,
	"Buginese":               Buginese,
	"Buhid":                  Buhid,
	"Canadian_Aboriginal":    Canadian_Aboriginal,
	"Carian":                 Carian,
	"Caucasian_Albanian":     Caucasian_Albanian,
	"Chakma":                 Chakma,
	"Cham":                   Cham,
	"Cherokee":               Cherokee,
	"Chorasmian":             Chorasmian,
	"Common":                 Common,
	"Coptic":                 Coptic,
	"Cuneiform":              Cuneiform,
	"Cypriot":                Cypriot,
	"Cypro_Minoan":           Cypro_Minoan,
	"Cyrillic":               Cyrillic,
	"Deseret":                Deseret,
	"Devanagari":             Devanagari,
	"Dives_Akuru":            Dives_Akuru,
	"Dogra":                  Dogra,
	"Duployan":               Duployan,
	"Egyptian_Hieroglyphs":   Egyptian_Hieroglyphs,
	"Elbasan":                Elbasan,
	"Elymaic":                Elymaic,
	"Ethiopic":               Ethiopic,
	"Georgian":               Georgian,
	"Glagolitic":             Glagolitic,
	"Gothic":                 Gothic,
	"Grantha":                Grantha,
	"Greek":                  Greek,
	"Gujarati":               Gujarati,
	"Gunjala_Gondi":          Gunjala_Gondi,
	"Gurmukhi":               Gurmukhi,
	"Han":                    Han,
	"Hangul":                 Hangul,
	"Hanifi_Rohingya":        Hanifi_Rohingya,
	"Hanunoo":                Hanunoo,
	"Hatran":                 Hatran,
	"Hebrew":                 Hebrew,
	"Hiragana":               Hiragana,
	"Imperial_Aramaic":       Imperial_Aramaic,
	"Inherited":              Inherited,
	"Inscriptional_Pahlavi":  Inscriptional_Pahlavi,
	"Inscriptional_Parthian": Inscriptional_Parthian,
	"Javanese":               Javanese,
	"Kaithi":                 Kaithi,
	"Kannada":                Kannada,
	"Katakana":               Katakana,
	"Kawi":                   Kawi,
	"Kayah_Li":               Kayah_Li,
	"Kharoshthi":             Kharoshthi,
	"Khitan_Small_Script":    Khitan_Small_Script,
	"Khmer":                  Khmer,
	"Khojki":                 Khojki,
	"Khudawadi":              Khudawadi,
	"Lao":                    Lao,
	"Latin":                  Latin,
	"Lepcha":                 Lepcha,
	"Limbu":                  Limbu,
	"Linear_A":               Linear_A,
	"Linear_B":               Linear_B,
	"Lisu":                   Lisu,
	"Lycian":                 Lycian,
	"Lydian":                 Lydian,
	"Mahajani":               Mahajani,
	"Makasar":                Makasar,
	"Malayalam":              Malayalam,
	"Mandaic":                Mandaic,
	"Manichaean":             Manichaean,
	"Marchen":                Marchen,
	"Masaram_Gondi":          Masaram_Gondi,
	"Medefaidrin":            Medefaidrin,
	"Meetei_Mayek":           Meetei_Mayek,
	"Mende_Kikakui":          Mende_Kikakui,
	"Meroitic_Cursive":       Meroitic_Cursive,
	"Meroitic_Hieroglyphs":   Meroitic_Hieroglyphs,
	"Miao":                   Miao,
	"Modi":                   Modi,
	"Mongolian":              Mongolian,
	"Mro":                    Mro,
	"Multani":                Multani,
	"Myanmar":                Myanmar,
	"Nabataean":              Nabataean,
	"Nag_Mundari":            Nag_Mundari,
	"Nandinagari":            Nandinagari,
	"New_Tai_Lue":            New_Tai_Lue,
	"Newa":                   Newa,
	"Nko":                    Nko,
	"Nushu":                  Nushu,
	"Nyiakeng_Puachue_Hmong": Nyiakeng_Puachue_Hmong,
	"Ogham":                  Ogham,
	"Ol_Chiki":               Ol_Chiki,
	"Old_Hungarian":          Old_Hungarian,
	"Old_Italic":             Old_Italic,
	"Old_North_Arabian":      Old_North_Arabian,
	"Old_Permic":             Old_Permic,
	"Old_Persian":            Old_Persian,
	"Old_Sogdian":            Old_Sogdian,
	"Old_South_Arabian":      Old_South_Arabian,
	"Old_Turkic":             Old_Turkic,
	"Old_Uyghur":             Old_Uyghur,
	"Oriya":                  Oriya,
	"Osage":                  Osage,
	"Osmanya":                Osmanya,
	"Pahawh_Hmong":           Pahawh_Hmong,
	"Palmyrene":              Palmyrene,
	"Pau_Cin_Hau":            Pau_Cin_Hau,
	"Phags_Pa":               Phags_Pa,
	"Phoenician":             Phoenician,
	"Psalter_Pahlavi":        Psalter_Pahlavi,
	"Rejang":                 Rejang,
	"Runic":                  Runic,
	"Samaritan":              Samaritan,
	"Saurashtra":             Saurashtra,
	"Sharada":                Sharada,
	"Shavian":                Shavian,
	"Siddham":                Siddham,
	"SignWriting":            SignWriting,
	"Sinhala":                Sinhala,
	"Sogdian":                Sogdian,
	"Sora_Sompeng":           Sora_Sompeng,
	"Soyombo":                Soyombo,
	"Sundanese":              Sundanese,
	"Syloti_Nagri":           Syloti_Nagri,
	"Syriac":                 Syriac,
	"Tagalog":                Tagalog,
	"Tagbanwa":               Tagbanwa,
	"Tai_Le":                 Tai_Le,
	"Tai_Tham":               Tai_Tham,
	"Tai_Viet":               Tai_Viet,
	"Takri":                  Takri,
	"Tamil":                  Tamil,
	"Tangsa":                 Tangsa,
	"Tangut":                 Tangut,
	"Telugu":                 Telugu,
	"Thaana":                 Thaana,
	"Thai":                   Thai,
	"Tibetan":                Tibetan,
	"Tifinagh":               Tifinagh,
	"Tirhuta":                Tirhuta,
	"Toto":                   Toto,
	"Ugaritic":               Ugaritic,
	"Vai":                    Vai,
	"Vithkuqi":               Vithkuqi,
	"Wancho":                 Wancho,
	"Warang_Citi":            Warang_Citi,
	"Yezidi":                 Yezidi,
	"Yi":                     Yi,
	"Zanabazar_Square":       Zanabazar_Square,
}

// The properties.
var (
	ASCII_Hex_Digit                    = loadTable("ASCII_Hex_Digit")
	Bidi_Control                       = loadTable("Bidi_Control")
	Dash                               = loadTable("Dash")
	Deprecated                         = loadTable("Deprecated")
	Diacritic                          = loadTable("Diacritic")
	Extender                           = loadTable("Extender")
	Hex_Digit                          = loadTable("Hex_Digit")
	Hyphen                             = loadTable("Hyphen")
	IDS_Binary_Operator                = loadTable("IDS_Binary_Operator")
	IDS_Trinary_Operator               = loadTable("IDS_Trinary_Operator")
	Ideographic                        = loadTable("Ideographic")
	Join_Control                       = loadTable("Join_Control")
	Logical_Order_Exception            = loadTable("Logical_Order_Exception")
	Noncharacter_Code_Point            = loadTable("Noncharacter_Code_Point")
	Other_Alphabetic                   = loadTable("Other_Alphabetic")
	Other_Default_Ignorable_Code_Point = loadTable("Other_Default_Ignorable_Code_Point")
	Other_Grapheme_Extend              = loadTable("Other_Grapheme_Extend")
	Other_ID_Continue                  = loadTable("Other_ID_Continue")
	Other_ID_Start                     = loadTable("Other_ID_Start")
	Other_Lowercase                    = loadTable("Other_Lowercase")
	Other_Math                         = loadTable("Other_Math")
	Other_Uppercase                    = loadTable("Other_Uppercase")
	Pattern_Syntax                     = loadTable("Pattern_Syntax")
	Pattern_White_Space                = loadTable("Pattern_White_Space")
	Prepended_Concatenation_Mark       = loadTable("Prepended_Concatenation_Mark")
	Quotation_Mark                     = loadTable("Quotation_Mark")
	Radical                            = loadTable("Radical")
	Regional_Indicator                 = loadTable("Regional_Indicator")
	STerm                              = loadTable("STerm")
	Sentence_Terminal                  = loadTable("Sentence_Terminal")
	Soft_Dotted                        = loadTable("Soft_Dotted")
	Terminal_Punctuation               = loadTable("Terminal_Punctuation")
	Unified_Ideograph                  = loadTable("Unified_Ideograph")
	Variation_Selector                 = loadTable("Variation_Selector")
	White_Space                        = loadTable("White_Space")
)

// Properties holds the property tables by name.
var Properties = map[string]*RangeTable{
	"ASCII_Hex_Digit":                    ASCII_Hex_Digit,
	"Bidi_Control":                       Bidi_Control,
	"Dash":                               Dash,
	"Deprecated":                         Deprecated,
	"Diacritic":                          Diacritic,
	"Extender":                           Extender,
	"Hex_Digit":                          Hex_Digit,
	"Hyphen":                             Hyphen,
	"IDS_Binary_Operator":                IDS_Binary_Operator,
	"IDS_Trinary_Operator":               IDS_Trinary_Operator,
	"Ideographic":                        Ideographic,
	"Join_Control":                       Join_Control,
	"Logical_Order_Exception":            Logical_Order_Exception,
	"Noncharacter_Code_Point":            Noncharacter_Code_Point,
	"Other_Alphabetic":                   Other_Alphabetic,
	"Other_Default_Ignorable_Code_Point": Other_Default_Ignorable_Code_Point,
	"Other_Grapheme_Extend":              Other_Grapheme_Extend,
	"Other_ID_Continue":                  Other_ID_Continue,
	"Other_ID_Start":                     Other_ID_Start,
	"Other_Lowercase":                    Other_Lowercase,
	"Other_Math":                         Other_Math,
	"Other_Uppercase":                    Other_Uppercase,
	"Pattern_Syntax":                     Pattern_Syntax,
	"Pattern_White_Space":                Pattern_White_Space,
	"Prepended_Concatenation_Mark":       Prepended_Concatenation_Mark,
	"Quotation_Mark":                     Quotation_Mark,
	"Radical":                            Radical,
	"Regional_Indicator":                 Regional_Indicator,
	"STerm":                              STerm,
	"Sentence_Terminal":                  Sentence_Terminal,
	"Soft_Dotted":                        Soft_Dotted,
	"Terminal_Punctuation":               Terminal_Punctuation,
	"Unified_Ideograph":                  Unified_Ideograph,
	"Variation_Selector":                 Variation_Selector,
	"White_Space":                        White_Space,
}
