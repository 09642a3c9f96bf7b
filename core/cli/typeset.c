// SPDX-License-Identifier: MIT
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "cli/cli.h"
#include "text/language.h"
#include "text/proof.h"

enum { MAX_BYTES = 1 << 20 };

static const char about[] =
    "Sets the text on the standard input as one paragraph and prints, as JSON, where each line\n"
    "ends and where each character stands. Without --width lines end at newlines only.\n"
    "\n"
    "  normalised     the text, with its marks as they are set\n"
    "  missing        how many characters no font has\n"
    "  middle_em      the optical centre of a line, above its baseline\n"
    "  lines          each with\n"
    "    text         its normalised text, spaces of the source included\n"
    "    x_em         where it begins; all lengths are in em of the size and run along the\n"
    "                 line: from the left edge, or from the top of a vertical line\n"
    "    width_em     what it takes, half-width marks at its edges and justification done\n"
    "    hung_em      what its last mark takes outside of the measure, not in width_em\n"
    "    clusters     what no gap divides, each with\n"
    "      text       normalised\n"
    "      source     its first byte in the text as given, and the one after its last\n"
    "      x_em, advance_em\n"
    "                 where its place begins, and how wide that is; what lies between two\n"
    "                 places is their gap; a full-width mark takes less than an em where its\n"
    "                 blank is squeezed, or trimmed at the edge of a line\n"
    "      ink_left_em, ink_right_em\n"
    "                 the edges of its ink on the line; null where there is none\n"
    "      ink_top_em, ink_bottom_em\n"
    "                 the same across the line, above its baseline; in a vertical line, to\n"
    "                 the right of its middle\n"
    "      face       family and style\n"
    "      script     han or latin: what it is shaped as\n"
    "      glyphs     their identifiers in the face\n"
    "      rotated    whether it lies on its side in a vertical line\n"
    "    marks        what stands beside the line, each with\n"
    "      kind       dot, name or book (a line under a name or a title), ruby or zhuyin\n"
    "      text       what it stands beside; of ruby and zhuyin, the reading\n"
    "      x_em, width_em\n"
    "                 its place on the line\n"
    "      size_em    of ruby and zhuyin, the size of their type\n"
    "\n"
    "With --markup the text is read as the text options of a spec are: **bold**, {dots|words},\n"
    "{ruby huì jì|惠济}; see 'haibao describe markup'.";

// The options as given.
struct wish {
    char *font, *align, *kinsoku, *language, *punctuation, *words;
    double size, width, indent;
    int weight;
    gboolean is_vertical, hangs, has_markup;
};

static const char *const aligns[] = {"left", "center", "right", "justify", "title", NULL};
static const char *const levels[] = {"basic", "gb", "strict", NULL};
static const char *const punctuations[] = {"normalise", "keep", NULL};

// The position of a word among those an option takes, from 1; `otherwise` where it was not given,
// -1 after telling that there is no such word.
static int find_choice(const char *option, const char *const *words, const char *word,
                       int otherwise)
{
    if (!word)
        return otherwise;
    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], word) == 0)
            return i + 1;
    char *list = g_strjoinv(", ", (char **)(uintptr_t)words);
    (void)usage_error("typeset", "--%s is one of %s, not '%s'", option, list, word);
    g_free(list);
    return -1;
}

static bool is_within(const char *option, double value, double least, double most)
{
    if (value >= least && value <= most) // not so for NAN
        return true;
    (void)usage_error("typeset", "--%s is from %g to %g, not %g", option, least, most, value);
    return false;
}

static bool read_style(const struct wish *wish, hai_text_style *style)
{
    int align = find_choice("align", aligns, wish->align, HAI_TEXT_JUSTIFY + 1);
    int kinsoku = find_choice("kinsoku", levels, wish->kinsoku, HAI_KINSOKU_GB);
    int punctuation =
        find_choice("punctuation", punctuations, wish->punctuation, HAI_PUNCTUATION_NORMALISE);
    if (align < 0 || kinsoku < 0 || punctuation < 0 || !is_within("size", wish->size, 1, 4000) ||
        !is_within("width", wish->width, 0, 10000) || !is_within("indent", wish->indent, 0, 20) ||
        !is_within("weight", wish->weight, 100, 900))
        return false;
    if (wish->language && !language_is_valid(wish->language)) {
        (void)usage_error("typeset", "'%s' is no language: take zh-Hans, zh-Hant-TW, zh-HK, ja, ko",
                          wish->language);
        return false;
    }
    *style = (hai_text_style){
        .record_size = sizeof *style,
        .align = (uint32_t)align - 1,
        .family = wish->font ? wish->font : "sans",
        .colour = "ink",
        .size = wish->size,
        .line_height = 1.5,
        .weight = wish->weight,
        .kinsoku = (uint32_t)kinsoku,
        .punctuation = (uint32_t)punctuation,
        .direction = wish->is_vertical ? HAI_TEXT_VERTICAL : HAI_TEXT_HORIZONTAL,
        .hang = wish->hangs ? 1 : 0,
        .indent = wish->indent,
        .language = wish->language,
    };
    return true;
}

// --- The text ---

static void warn_of_bytes(struct report *report, const struct source *source)
{
    const char *end;
    if (!g_utf8_validate(source->text, (gssize)source->length, &end))
        report_add(report, SEVERITY_WARNING, "text.utf8",
                   place_at(source, (size_t)(end - source->text), 1),
                   "save it as UTF-8; such bytes are set as \xEF\xBF\xBD",
                   "the text is not UTF-8 throughout");
}

// The standard input; NULL after reporting. Owned by the caller.
static char *read_text(struct report *report, struct source *source)
{
    char *text = g_malloc(MAX_BYTES + 1);
    size_t length = fread(text, 1, MAX_BYTES + 1, stdin);
    *source = (struct source){.path = "standard input", .text = text};
    if (ferror(stdin)) {
        report_add(report, SEVERITY_ERROR, "out.write", (struct place){.source = source}, NULL,
                   "the standard input cannot be read");
    } else if (length > MAX_BYTES) {
        report_add(report, SEVERITY_ERROR, "text.size", (struct place){.source = source}, NULL,
                   "the text is longer than a MiB");
    } else {
        source->length = length;
        text[length] = '\0';
        for (size_t i = 0; i < length; i++)
            if (text[i] == '\0')
                text[i] = '\1'; // left out as all control characters are, but no end
        warn_of_bytes(report, source);
        return text;
    }
    g_free(text);
    *source = (struct source){.path = "standard input", .text = ""};
    return NULL;
}

// The text without its markup; NULL after reporting.
static const char *read_markup(struct report *report, struct arena *arena,
                               const struct source *source, const uint32_t **map)
{
    struct markup_fault fault;
    const char *text = proof_read_markup(arena, source->text, map, &fault);
    if (text)
        return text;
    const char *wrong = "is not closed";
    if (fault.kind == MARKUP_DEEP)
        wrong = "is inside of too many others";
    else if (fault.kind == MARKUP_EMPTY)
        wrong = "lacks its text";
    report_add(report, SEVERITY_ERROR, "text.markup", (struct place){.source = source},
               "write \\{ for a brace that begins no span", "the span '{%s' %s",
               fault.word ? fault.word : "", wrong);
    return NULL;
}

static void typeset(struct report *report, const struct wish *wish, const hai_text_style *style)
{
    struct source source;
    char *text = read_text(report, &source);
    struct fonts *fonts = text ? fonts_open(report) : NULL;
    if (fonts) {
        struct arena *arena = arena_new();
        struct text_defaults defaults = {.language = "zh-Hans",
                                         .kinsoku = style->kinsoku,
                                         .punctuation = style->punctuation,
                                         .words = wish->words,
                                         .report = report};
        struct typesetter *typesetter = typesetter_new(fonts, NULL, &defaults, NULL);
        const uint32_t *map = NULL;
        const char *plain =
            wish->has_markup ? read_markup(report, arena, &source, &map) : source.text;
        json_t *proof =
            proof_new(typesetter, plain ? plain : "", map, style, wish->width * wish->size);
        if (report_errors(report) == 0)
            proof_print(proof, stdout); // whether it arrived is asked when the program ends
        json_decref(proof);
        typesetter_free(typesetter);
        arena_free(arena);
        fonts_close(fonts);
    }
    report_print(report, stderr, false);
    g_free(text);
}

int command_typeset(int argc, char **argv)
{
    struct wish wish = {.size = 32, .weight = 400};
    // Words are taken as bytes: GLib would take them as being in the locale's encoding.
    const GOptionEntry entries[] = {
        {"font", 'f', 0, G_OPTION_ARG_FILENAME, &wish.font,
         "a font role (sans, serif, kai, display, figure) or families (Bebas Neue + LXGW WenKai)",
         "FONT"},
        {"size", 's', 0, G_OPTION_ARG_DOUBLE, &wish.size, "of the em, in pixels (32)", "PX"},
        {"width", 'w', 0, G_OPTION_ARG_DOUBLE, &wish.width, "the measure (none)", "EM"},
        {"align", 'a', 0, G_OPTION_ARG_FILENAME, &wish.align,
         "justify (the default), left, center, right, or title: balanced lines", "ALIGN"},
        {"kinsoku", 0, 0, G_OPTION_ARG_FILENAME, &wish.kinsoku,
         "which marks may begin and end a line: basic, gb (the default) or strict", "LEVEL"},
        {"lang", 'l', 0, G_OPTION_ARG_FILENAME, &wish.language,
         "zh-Hans (the default), zh-Hant-TW, zh-HK, ja, ko", "LANGUAGE"},
        {"weight", 0, 0, G_OPTION_ARG_INT, &wish.weight, "100..900 (400)", "N"},
        {"vertical", 0, 0, G_OPTION_ARG_NONE, &wish.is_vertical, "set lines that run down", NULL},
        {"hang", 0, 0, G_OPTION_ARG_NONE, &wish.hangs,
         "let commas and stops stand outside of the measure", NULL},
        {"indent", 0, 0, G_OPTION_ARG_DOUBLE, &wish.indent, "of first lines (0)", "EM"},
        {"punctuation", 0, 0, G_OPTION_ARG_FILENAME, &wish.punctuation,
         "normalise (the default): half-width marks among Chinese become full-width; or keep",
         "HOW"},
        {"markup", 0, 0, G_OPTION_ARG_NONE, &wish.has_markup, "the text has rich text's marks",
         NULL},
        {"words", 0, 0, G_OPTION_ARG_FILENAME, &wish.words,
         "that a title keeps whole, parted by spaces", "WORDS"},
        {0},
    };
    struct arguments arguments = {
        .name = "typeset", .operands = "", .about = about, .entries = entries};
    hai_text_style style;
    int status = 0;
    if (!arguments_parse(&arguments, argc, argv, &status))
        goto done;
    if (!read_style(&wish, &style)) {
        status = EX_USAGE;
        goto done;
    }
    struct report *report = report_new();
    typeset(report, &wish, &style);
    status = status_of(report);
    report_free(report);
done:
    arguments_finish(&arguments);
    char *texts[] = {wish.font,     wish.align,       wish.kinsoku,
                     wish.language, wish.punctuation, wish.words};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
    return status;
}
