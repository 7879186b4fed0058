// cli/glob.c - see glob.h.
#include "cli/glob.h"

#include <stddef.h>
#include <string.h>

#include "base/utf8.h"

// One character at [*at], moving behind it; a backslash quotes the next one in patterns.
static Rune take_rune(const char **at, bool is_pattern) {
    if (is_pattern && **at == '\\') (*at)++;
    uint32_t width;
    Rune rune = utf8_decode(*at, strlen(*at), &width);
    *at += width;
    return rune;
}

// Goes through the class that [*at] (behind the "[") begins, and moves behind its "]". *holds:
// [rune] is in it. Returns false when it is malformed.
static bool read_class(const char **at, Rune rune, bool *holds) {
    bool negated = **at == '^';
    if (negated) (*at)++;
    *holds = false;
    for (int ranges = 0; **at != ']' || ranges == 0; ranges++) {
        if (**at == '\0' || **at == ']' || **at == '-') return false;
        if (**at == '\\' && (*at)[1] == '\0') return false;
        Rune low = take_rune(at, true), high = low;
        if (**at == '-') {
            (*at)++;
            if (**at == '\0' || **at == ']' || **at == '-') return false;
            if (**at == '\\' && (*at)[1] == '\0') return false;
            high = take_rune(at, true);
        }
        *holds |= low <= rune && rune <= high;
    }
    (*at)++;
    *holds ^= negated;
    return true;
}

bool glob_is_valid(const char *pattern) {
    while (*pattern) {
        bool holds;
        if (*pattern == '\\' && *++pattern == '\0') return false;
        if (*pattern == '[' && pattern[-1] != '\\') {
            pattern++;
            if (!read_class(&pattern, 0, &holds)) return false;
        } else {
            pattern++;
        }
    }
    return true;
}

// Matches the one character or class at [*pattern] against the one at [*name], moving behind both.
static bool match_one(const char **pattern, const char **name) {
    bool holds = false;
    if (**name == '\0') return false;
    if (**pattern == '?') {
        (*pattern)++;
        take_rune(name, false);
        return true;
    }
    if (**pattern == '[') {
        (*pattern)++;
        return read_class(pattern, take_rune(name, false), &holds) && holds;
    }
    return take_rune(pattern, true) == take_rune(name, false);
}

bool glob_matches(const char *pattern, const char *name) {
    const char *star = NULL, *star_name = NULL;   // where to go on when what follows does not fit
    while (*name || *pattern) {
        if (*pattern == '*') {
            star = ++pattern;
            star_name = name;
            continue;
        }
        if (*pattern && match_one(&pattern, &name)) continue;
        if (!star || !*star_name) return false;
        take_rune(&star_name, false);
        pattern = star;
        name = star_name;
    }
    return true;
}
