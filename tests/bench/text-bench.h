// SPDX-License-Identifier: MIT
//
// What the engines that are compared give back: where the lines of a paragraph end, and how far
// each was opened to fill the measure.
#ifndef HAIBAO_TESTS_TEXT_BENCH_H
#define HAIBAO_TESTS_TEXT_BENCH_H

#include <stdbool.h>
#include <stddef.h>

struct bench_line {
    size_t from, to; // bytes of the source
    bool is_last;
    bool is_tight; // marks are squeezed further than is becoming
    double gap;    // by how much its gaps grew on average, in em; 0 on the last line
    double widest; // by how much the one did that grew most
};

enum { MAX_BENCH_LINES = 512 };

struct bench_lines {
    struct bench_line lines[MAX_BENCH_LINES];
    int count;
};

// Pango as it is: one layout, justified, `size` pixels an em. `family` as fontconfig knows it.
struct stock;
struct stock *stock_new(const char *family, double size);
void stock_free(struct stock *stock);
void stock_break(struct stock *stock, const char *text, double width, struct bench_lines *lines);

#endif
