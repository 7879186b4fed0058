// base/json.h - writing JSON.
#ifndef MOUND_BASE_JSON_H
#define MOUND_BASE_JSON_H

#include <stdio.h>

// Writes [text] (UTF-8) as a JSON string, quotes included; NULL as null. "<" is written as an
// escape, so that the output may stand in a script element of HTML.
void json_string(FILE *out, const char *text);

#endif
