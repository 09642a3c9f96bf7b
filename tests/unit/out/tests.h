// SPDX-License-Identifier: MIT
#ifndef HAIBAO_TESTS_OUT_H
#define HAIBAO_TESTS_OUT_H

#include "out/out.h"

// Each runs the tests of one file and returns how many failed.
int test_files(void);
int test_packer(void);
int test_pdf(void);
int test_pdf_look(void);
int test_png(void);
int test_prefix(void);

// A folder for one test's files, and its end: nothing may be left in it but what is named.
char *folder_new(void);
void folder_remove(char *folder, const char *const *files); // NULL at the end; frees

// One layout pixel is one pixel and 3/4 point.
struct out_settings plain_settings(void);

// Write, without a single message.
void write_well(const struct record *record, const char *path, const struct out_settings *settings);

struct bytes {
    char *data;
    size_t size;
};

struct bytes read_whole(const char *path); // data is freed by g_free

#endif
