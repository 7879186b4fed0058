#include "heap/size_class.h"

const uint16_t size_class_bytes[SIZE_CLASS_COUNT] = {
    0,     8,     16,    24,    32,    48,    64,    80,    96,    112,   128,   144,
    160,   176,   192,   208,   224,   240,   256,   288,   320,   352,   384,   416,
    448,   480,   512,   576,   640,   704,   768,   896,   1024,  1152,  1280,  1408,
    1536,  1792,  2048,  2304,  2688,  3072,  3200,  3456,  4096,  4864,  5376,  6144,
    6528,  6784,  6912,  8192,  9472,  9728,  10240, 10880, 12288, 13568, 14336, 16384,
    18432, 19072, 20480, 21760, 24576, 27264, 28672, 32768,
};

const uint8_t size_class_pages[SIZE_CLASS_COUNT] = {
    0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 2, 1, 2, 1, 3, 2, 3, 1, 3,
    2, 3, 4, 5, 6, 1, 7, 6, 5, 4, 3, 5, 7, 2, 9, 7, 5, 8, 3, 10, 7, 4,
};

uint8_t size_class_by_8[1024 / 8 + 1];
uint8_t size_class_by_128[(SMALL_BYTES_MAX - 1024) / 128 + 1];

void size_class_init(void) {
    uint32_t class = 0;
    for (uint32_t i = 0; i <= 1024 / 8; i++) {
        if (i * 8 > size_class_bytes[class]) class++;
        size_class_by_8[i] = (uint8_t)class;
    }
    for (uint32_t i = 0; i <= (SMALL_BYTES_MAX - 1024) / 128; i++) {
        if (1024 + i * 128 > size_class_bytes[class]) class++;
        size_class_by_128[i] = (uint8_t)class;
    }
}

size_t heap_round_size(size_t bytes, bool noscan) {
    if (bytes > SMALL_BYTES_MAX - OBJECT_HEADER_BYTES) {
        size_t rounded = (bytes + PAGE_BYTES - 1) & ~(size_t)(PAGE_BYTES - 1);
        return rounded < bytes ? bytes : rounded;
    }
    size_t header = !noscan && bytes > HEADERLESS_BYTES_MAX ? OBJECT_HEADER_BYTES : 0;
    return size_class_bytes[size_class_of(bytes + header)] - header;
}
