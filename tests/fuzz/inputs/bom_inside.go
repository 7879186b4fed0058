package p

var x﻿ = "﻿"
﻿