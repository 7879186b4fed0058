// types/messages.h - the texts of messages.def as MSG_ constants, so that compilers check formats.
#ifndef MOUND_TYPES_MESSAGES_H
#define MOUND_TYPES_MESSAGES_H

#define DIAG(name, text) static const char MSG_##name[] __attribute__((unused)) = text;
#include "types/messages.def"
#undef DIAG

#endif
