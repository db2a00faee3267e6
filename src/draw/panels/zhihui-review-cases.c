/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-review-cases.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-case-way.h"
#include "zhihui-public-text.h"

#define NAME 30
#define WORDS 24
#define LINE_Y 68 /* from the top of a case to the line with its steps */

/* Where one case stands. */
typedef struct
{
  double x, y, width;
  guint  number;
} Place;

/* "投诉 · 昆仑镇": what kind of case it is and whose */
static char *
make_words (const ZhihuiMeetingCase *one)
{
  g_autofree char *type = zhihui_public_text (one->type != NULL ? one->type : "");
  g_autofree char *unit = zhihui_public_text (one->unit != NULL ? one->unit : "");

  if (*type == '\0' || *unit == '\0')
    return g_strconcat (type, unit, NULL);
  return g_strdup_printf (C_ ("case: kind, unit", "%1$s · %2$s"), type, unit);
}

static void
draw_case (ZhihuiSketch            *sketch,
           const ZhihuiMeeting     *meeting,
           const ZhihuiMeetingCase *one,
           const Place             *place)
{
  const ZhihuiPalette *palette = sketch->palette;
  ZhihuiStyle          name =
    zhihui_sketch_style (NAME, 400, zhihui_sketch_choose (sketch, palette->text1, palette->text2));
  ZhihuiStyle      words = zhihui_sketch_style (WORDS, 400, palette->text3);
  g_autofree char *prefix = g_strdup_printf ("review/%s/%u", meeting->id, place->number);
  g_autofree char *name_key = g_strconcat (prefix, "/topic", NULL);
  g_autofree char *words_key = g_strconcat (prefix, "/words", NULL);
  g_autofree char *topic = zhihui_public_text (one->topic != NULL ? one->topic : "");
  g_autofree char *text = make_words (one);
  double           width;

  if (*topic == '\0')
    {
      g_free (topic);
      topic = g_strdup_printf (_ ("Case %u"), place->number);
    }
  zhihui_sketch_speak (sketch, "%s, %s", topic, text);
  width = zhihui_sketch_text (
    sketch, name_key, topic, &name, place->x, place->y + 22, ZHIHUI_ALIGN_LEFT, place->width);
  zhihui_sketch_text (sketch,
                      words_key,
                      text,
                      &words,
                      place->x + width + 18,
                      place->y + 22 + ZHIHUI_MIDDLE_TO_BASELINE * (NAME - WORDS),
                      ZHIHUI_ALIGN_LEFT,
                      place->width - width - 18);
  zhihui_sketch_case_way (sketch, prefix, one, place->x, place->y + LINE_Y, place->width);
}

/**
 * zhihui_sketch_review_cases:
 * @area: where
 * @n_columns: beside each other
 * @gap: between columns, u
 *
 * As many as have room.
 */
void
zhihui_sketch_review_cases (ZhihuiSketch           *sketch,
                            const ZhihuiMeeting    *meeting,
                            const ZhihuiReviewArea *area,
                            guint                   n_columns,
                            double                  gap)
{
  guint  n_rows = (guint) MAX (floor (area->height / ZHIHUI_REVIEW_CASE_HEIGHT), 0);
  guint  n = meeting->cases != NULL ? MIN (meeting->cases->len, n_rows * n_columns) : 0;
  guint  n_used = (n + n_columns - 1) / MAX (n_columns, 1);
  double width = (area->width - gap * (n_columns - 1)) / n_columns;
  double pitch =
    n_used > 0 ? MIN (floor (area->height / n_used), ZHIHUI_REVIEW_CASE_HEIGHT + 24) : 0;

  for (guint i = 0; i < n; i++)
    {
      const Place place = {
        area->x + (width + gap) * (i % n_columns), area->y + pitch * (i / n_columns), width, i + 1
      };

      draw_case (sketch, meeting, meeting->cases->pdata[i], &place);
    }
}
