// SPDX-License-Identifier: MIT
//
// One plugin in many shapes: each FIXTURE_… that the build defines bends one thing. Without any it
// is as it should be.
#include <signal.h>
#include <stdlib.h>

#include <haibao/haibao.h>

#ifndef FIXTURE_TYPE
#define FIXTURE_TYPE FIXTURE_NAME
#endif

struct sample {
    double height;
    int32_t shade;
};

static const struct sample defaults = {.height = 40};
static const char *const shades[] = {"light", "dark", NULL};

// A row with members that this version does not know yet.
struct longer_option {
    hai_option option;
    const char *later;
    double even_later;
};

#ifdef FIXTURE_LARGER
#define ROW(...)                                                                                   \
    {                                                                                              \
        .option = __VA_ARGS__, .later = "later", .even_later = 1                                   \
    }
static const struct longer_option options[] = {
#else
#define ROW(...) __VA_ARGS__
static const hai_option options[] = {
#endif
    ROW(HAI_LENGTH("height", struct sample, height, 1, 2000, .help_zh = "高", .help_en = "Height")),
    ROW(HAI_CHOICE("shade", struct sample, shade, shades, .help_zh = "深浅", .help_en = "Shade")),
#ifdef FIXTURE_OUTSIDE
    {.name = "far",
     .kind = HAI_KIND_NUMBER,
     .offset = sizeof(struct sample),
     .help_zh = "远",
     .help_en = "Far"},
#endif
#ifdef FIXTURE_KIND
    {.name = "odd", .kind = 9999, .help_zh = "怪", .help_en = "Odd"},
#endif
};

static hai_size measure(const hai_block *block, const void *options_, hai_space space)
{
    const struct sample *sample = options_;
    (void)block;
    return (hai_size){space.width, sample->height};
}

#ifdef FIXTURE_FUTURE
// No haibao has it.
HAI_API void hai_canvas_from_the_future(hai_canvas *canvas);
#endif

static void draw(const hai_block *block, const void *options_, hai_canvas *canvas, hai_box box)
{
    const struct sample *sample = options_;
    const char *colour = sample->shade == 0 ? "accent" : "primary";
    hai_canvas_box(canvas, box);
    hai_canvas_fill(canvas, hai_paint_colour(hai_theme_colour(hai_block_theme(block), colour)));
#ifdef FIXTURE_FUTURE
    hai_canvas_from_the_future(canvas);
#endif
}

struct longer_visual {
    hai_visual visual;
    void (*later)(void);
};

#ifdef FIXTURE_LARGER
static const struct longer_visual record = {.visual =
#else
static const hai_visual record =
#endif
                                                {
#ifdef FIXTURE_OLDER
                                                    // As it was before the first member was added.
                                                    .size = offsetof(hai_visual, summarise),
#elif defined(FIXTURE_LARGER)
        .size = sizeof(struct longer_visual),
#elif defined(FIXTURE_SHORT_VISUAL)
    .size = offsetof(hai_visual, measure),
#else
    .size = sizeof(hai_visual),
#endif
                                                    .type = FIXTURE_TYPE,
                                                    .title_zh = "样品",
                                                    .title_en = "Sample",
                                                    .summary_zh = "一个色块",
                                                    .summary_en = "A box of colour",
                                                    .struct_size = sizeof(struct sample),
                                                    .defaults = &defaults,
                                                    .options = (const hai_option *)options,
                                                    .option_size = sizeof options[0],
                                                    .option_count = HAI_COUNT(options),
                                                    .measure = measure,
#ifndef FIXTURE_NO_DRAW
                                                    .draw = draw,
#endif
                                                }
#ifdef FIXTURE_LARGER
}
#endif
;

#ifdef FIXTURE_CRASH
__attribute__((constructor)) static void crash(void)
{
    (void)raise(SIGSEGV);
}
#endif
#ifdef FIXTURE_LOOP
__attribute__((constructor)) static void loop(void)
{
    for (volatile int i = 0;; i = !i)
        ;
}
#endif
#ifdef FIXTURE_EXIT
__attribute__((constructor)) static void leave(void)
{
    exit(0);
}
#endif

#ifndef FIXTURE_MAGIC
#define FIXTURE_MAGIC HAI_MAGIC
#endif
#ifndef FIXTURE_MAJOR
#define FIXTURE_MAJOR HAI_ABI_MAJOR
#endif
#ifndef FIXTURE_MINOR
#define FIXTURE_MINOR HAI_ABI_MINOR
#endif
#ifndef FIXTURE_SIZE
#define FIXTURE_SIZE sizeof(hai_plugin)
#endif

#ifdef FIXTURE_NO_RECORD
HAI_EXPORT int32_t not_a_record = 1;
#else
HAI_PLUGIN
= {
    .magic = FIXTURE_MAGIC,
    .abi_major = FIXTURE_MAJOR,
    .abi_minor = FIXTURE_MINOR,
    .size = (uint32_t)(FIXTURE_SIZE),
    .name = FIXTURE_NAME,
    .version = "1.0.0",
    .licence = "MIT",
    .summary = "A box of colour",
    .features = {{"visual", &record}, {"of-another-time", &record}},
};
#endif
