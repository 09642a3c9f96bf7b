// SPDX-License-Identifier: MIT
#include "text/standing.h"

#include <string.h>

#define MAX_BYTES ((size_t)4 << 20) // a long poster's texts take half of one

struct standing *standing_new(void)
{
    return g_new0(struct standing, 1);
}

void standing_clear(struct standing *standing)
{
    g_clear_pointer(&standing->shaped, g_hash_table_destroy);
    g_clear_pointer(&standing->paragraphs, g_hash_table_destroy);
    arena_free(standing->arena);
    standing->arena = NULL;
}

void standing_free(struct standing *standing)
{
    if (standing == NULL)
        return;
    standing_clear(standing);
    g_free(standing);
}

static void add_text(struct digest *digest, const char *text)
{
    digest_add_text(digest, text != NULL ? text : "");
}

// The colours, in which paragraphs are kept, and the files in which roles find their faces.
static void add_theme(struct digest *digest, const hai_theme *theme)
{
    for (const char *const *name = theme_colour_names(theme); *name != NULL; name++) {
        hai_colour colour = hai_theme_colour(theme, *name);
        const float numbers[4] = {colour.r, colour.g, colour.b, colour.a};
        add_text(digest, *name);
        digest_add(digest, numbers, sizeof numbers);
    }
    unsigned count;
    const struct theme_font *fonts = theme_fonts(theme, &count);
    for (unsigned i = 0; i < count; i++)
        add_text(digest, fonts[i].path);
}

void standing_begin(struct standing *standing, const hai_theme *theme,
                    const struct text_defaults *defaults)
{
    struct digest digest;
    char looks[DIGEST_TEXT];
    const uint32_t rules[2] = {defaults->kinsoku, defaults->punctuation};
    digest_init(&digest);
    if (theme != NULL)
        add_theme(&digest, theme);
    digest_add(&digest, rules, sizeof rules);
    add_text(&digest, defaults->language);
    add_text(&digest, defaults->words);
    digest_end(&digest, looks);
    if (standing->arena != NULL && strcmp(looks, standing->looks) == 0 &&
        arena_size(standing->arena) < MAX_BYTES)
        return;
    standing_clear(standing);
    memcpy(standing->looks, looks, sizeof looks);
    standing->arena = arena_new();
}
