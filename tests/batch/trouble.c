// SPDX-License-Identifier: MIT
//
// A visual that does what its option says, while it draws: for what a batch must live through.
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <haibao/haibao.h>

enum act { NOTHING, CRASH, LOOP, EAT, LEAVE, CALLS, FILES, WAIT };

struct trouble {
    int32_t act;
    double height;
    const hai_image *picture;
};

static const struct trouble defaults = {.height = 20};
static const char *const acts[] = {"nothing", "crash", "loop", "eat", "leave",
                                   "calls",   "files", "wait", NULL};
static const hai_option options[] = {
    HAI_CHOICE("act", struct trouble, act, acts, .help_zh = "做什么", .help_en = "What to do"),
    HAI_LENGTH("height", struct trouble, height, 1, 2000, .help_zh = "高", .help_en = "Height"),
    HAI_IMAGE("picture", struct trouble, picture, .help_zh = "图片", .help_en = "A picture"),
};

static void loop(void)
{
    for (volatile int i = 0;; i = !i)
        ;
}

static void eat(void)
{
    for (size_t size = 1 << 20;; size *= 2) {
        char *bytes = malloc(size);
        if (bytes == NULL) {
            fputs("failed to allocate\n", stderr); // as GLib says it
            abort();
        }
        memset(bytes, 1, size);
    }
}

// What a worker must not be able to do ends it, so that the row fails.
static void try_calls(void)
{
    static char name[] = "true", *const arguments[] = {name, NULL};
    if (socket(AF_INET, SOCK_STREAM, 0) >= 0 || fork() >= 0 || kill(getppid(), 0) == 0)
        _exit(3);
    (void)execv("/bin/true", arguments); // it would end with 0
}

static void try_files(void)
{
    if (open("/etc/passwd", O_RDONLY) >= 0 || open("../secret", O_RDONLY) >= 0 ||
        open("/proc/self/environ", O_RDONLY) >= 0 || open("rows.csv", O_WRONLY | O_APPEND) >= 0 ||
        open("planted", O_WRONLY | O_CREAT, 0600) >= 0)
        _exit(4);
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    const struct trouble *trouble = data;
    (void)block;
    return (hai_size){space.width, trouble->height};
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct trouble *trouble = data;
    switch ((enum act)trouble->act) {
    case CRASH:
        (void)raise(SIGSEGV);
        break;
    case LOOP:
        loop();
        break;
    case EAT:
        eat();
        break;
    case LEAVE:
        _exit(0);
    case CALLS:
        try_calls();
        break;
    case FILES:
        try_files();
        break;
    case WAIT:
        (void)usleep(100000);
        break;
    case NOTHING:
        break;
    }
    if (trouble->picture != NULL)
        hai_canvas_image(canvas, trouble->picture, box, 1);
    hai_canvas_box(canvas, box);
    hai_canvas_fill(canvas, hai_paint_colour(hai_theme_colour(hai_block_theme(block), "accent")));
}

static const hai_visual visual = {
    .size = sizeof visual,
    .type = "trouble",
    .title_zh = "麻烦",
    .title_en = "Trouble",
    .summary_zh = "一个色块",
    .summary_en = "A box of colour",
    .struct_size = sizeof(struct trouble),
    .defaults = &defaults,
    .options = options,
    .option_size = sizeof options[0],
    .option_count = HAI_COUNT(options),
    .measure = measure,
    .draw = draw,
};

HAI_PLUGIN
= {
    HAI_PLUGIN_HEAD,  .name = "trouble",    .version = "1.0",
    .licence = "MIT", .summary = "Trouble", .features = {{"visual", &visual}},
};
