// SPDX-License-Identifier: MIT
//
// A plugin that loads, and keeps the contract but for the one clause that the build names.
#include <math.h>
#include <signal.h>

#include <haibao/haibao.h>

struct sample {
    double height;
    const char *words;
};

#ifdef BREACH_DEFAULT
#define HEIGHT 5000
#else
#define HEIGHT 40
#endif
#ifdef BREACH_HELP
#define HELP_ZH NULL
#else
#define HELP_ZH "高"
#endif
#ifdef BREACH_RESERVED
#define WORDS "span"
#else
#define WORDS "words"
#endif

static const struct sample defaults = {.height = HEIGHT};
static const hai_option table[] = {
    HAI_LENGTH("height", struct sample, height, 1, 2000, .help_zh = HELP_ZH, .help_en = "Height"),
    HAI_TEXT(WORDS, struct sample, words, .help_zh = "字", .help_en = "Words"),
};

static hai_size measure(const hai_block *block, const void *options, hai_space space)
{
    const struct sample *sample = options;
    (void)block;
#ifdef BREACH_NARROW
    return (hai_size){space.width, sample->height + space.width / 4};
#else
    return (hai_size){space.width, sample->height};
#endif
}

static void draw(const hai_block *block, const void *options, hai_canvas *canvas, hai_box box)
{
    const struct sample *sample = options;
    const hai_theme *theme = hai_block_theme(block);
    (void)sample;
#ifdef BREACH_INK
    box.width += 5;
#endif
#ifdef BREACH_PURE
    static double drawn;
    box.width -= drawn++;
#endif
#ifdef BREACH_NUMBER
    // Only where an option set finds it.
    if (sample->height > 1000)
        box.width = NAN;
#endif
#ifdef BREACH_CRASH
    if (sample->words && sample->words[0] == '\0')
        (void)raise(SIGSEGV);
#endif
    hai_canvas_box(canvas, box);
    hai_canvas_fill(canvas, hai_paint_colour(hai_theme_colour(theme, "accent")));
}

static const hai_visual visual = {
    .size = sizeof visual,
    .type = BREACH_NAME,
    .title_zh = "样品",
    .title_en = "Sample",
    .summary_zh = "一个色块",
#ifndef BREACH_TITLE
    .summary_en = "A box of colour",
#endif
    .struct_size = sizeof(struct sample),
    .defaults = &defaults,
    .options = table,
    .option_size = sizeof table[0],
    .option_count = HAI_COUNT(table),
    .measure = measure,
    .draw = draw,
};

#ifdef BREACH_EXPORT
HAI_EXPORT int32_t surplus = 1;
#endif

HAI_PLUGIN
= {
    HAI_PLUGIN_HEAD,    .name = BREACH_NAME,
#ifndef BREACH_RECORD
    .version = "1.0.0",
#endif
    .licence = "MIT",   .summary = "A box of colour", .features = {{"visual", &visual}},
};
