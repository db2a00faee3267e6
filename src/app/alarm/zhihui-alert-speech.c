/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-alert-speech.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unicode/unum.h>

#include "zhihui-alarm-rules.h"
#include "zhihui-mask.h"

#define MAX_UNIT 24
#define MAX_SPELT 128

/* What is said of the kinds that may be heard in public; of one without a kind the level alone. */
static char *
say_overdue (const char *subject, const char *spelt, gint64 count)
{
  /* Translators: spoken: a unit, a number in words */
  return g_strdup_printf (
    ngettext ("%1$s: %2$s case is overdue", "%1$s: %2$s cases are overdue", (gulong) count),
    subject,
    spelt);
}

static char *
say_due_soon (const char *subject, const char *spelt, gint64 count)
{
  /* Translators: spoken: a unit, a number in words */
  return g_strdup_printf (
    ngettext ("%1$s: %2$s deadline is near", "%1$s: %2$s deadlines are near", (gulong) count),
    subject,
    spelt);
}

static char *
say_unit_rate (const char *subject, const char *spelt, gint64 count)
{
  return g_strdup_printf (_ ("%s: a rate is beyond its target"), subject);
}

static char *
say_stale (const char *subject, const char *spelt, gint64 count)
{
  return g_strdup_printf (_ ("%s: figures no longer arrive"), subject);
}

static char *
say_meeting (const char *subject, const char *spelt, gint64 count)
{
  return g_strdup_printf (_ ("%s: a case review is due"), subject);
}

static char *
say_hot_word (const char *subject, const char *spelt, gint64 count)
{
  return g_strdup_printf (_ ("%s: a word comes up suddenly often"), subject);
}

static const struct
{
  const char *kind;
  char *(*say) (const char *subject, const char *spelt, gint64 count);
} kinds[] = {
  { "overdue", say_overdue }, { "due_soon", say_due_soon }, { "unit_rate", say_unit_rate },
  { "stale", say_stale },     { "meeting", say_meeting },   { "hot_word", say_hot_word },
};

static const char *const levels[] = {
  [ZHIHUI_LEVEL_BLUE] = NC_ ("spoken", "Blue alert"),
  [ZHIHUI_LEVEL_YELLOW] = NC_ ("spoken", "Yellow alert"),
  [ZHIHUI_LEVEL_ORANGE] = NC_ ("spoken", "Orange alert"),
  [ZHIHUI_LEVEL_RED] = NC_ ("spoken", "Red alert"),
};

/**
 * zhihui_alert_speech_spell:
 * @count: a count
 *
 * Returns: (transfer full): the count in words, since speech programs do not agree about figures:
 * 117 一百一十七, 2 两 (before what is counted)
 */
char *
zhihui_alert_speech_spell (gint64 count)
{
  UErrorCode       status = U_ZERO_ERROR;
  UChar            spelt[MAX_SPELT];
  UNumberFormat   *format;
  int32_t          length;
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;

  if (count == 2)
    return g_strdup (C_ ("spoken number before what is counted", "two"));

  /* Translators: the locale in which numbers are spelt, "zh_CN" */
  format = unum_open (UNUM_SPELLOUT, NULL, 0, C_ ("spoken", "en_US"), NULL, &status);
  length = unum_formatInt64 (format, count, spelt, MAX_SPELT, NULL, &status);
  if (U_SUCCESS (status))
    text = g_utf16_to_utf8 ((const gunichar2 *) spelt, length, NULL, NULL, NULL);
  unum_close (format);

  if (text == NULL)
    return g_strdup_printf ("%" G_GINT64_FORMAT, count);

  /* Speech programs pass over the round sign for nought. */
  parts = g_strsplit (text, "〇", -1);
  return g_strjoinv ("零", parts);
}

static gboolean
is_spoken (gunichar letter)
{
  return g_unichar_isalnum (letter) || letter == ' ' || letter == 0x00B7 /* · */ ||
         letter == 0x3001 /* 、 */ || letter == '-' || letter == '(' || letter == ')' ||
         letter == 0xFF08 || letter == 0xFF09;
}

/**
 * zhihui_alert_speech_clean_unit:
 * @unit: as the platform calls it
 *
 * Returns: (transfer full): letters and figures of it, short, without what could be somebody's
 * number; the figures of 12345 one by one
 */
char *
zhihui_alert_speech_clean_unit (const char *unit)
{
  g_autofree char *masked = zhihui_mask_text (unit, ZHIHUI_MASK_WALL);
  GString         *clean = g_string_new (NULL);
  guint            n = 0;

  for (const char *at = masked; *at != '\0' && n < MAX_UNIT; at = g_utf8_next_char (at), n++)
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_ascii_isdigit (*at))
        {
          g_autofree char *digit = NULL;

          /* Not the "two" of a count. */
          digit = *at == '2' ? g_strdup (C_ ("spoken digit", "two "))
                             : zhihui_alert_speech_spell (*at - '0');
          g_string_append (clean, digit);
        }
      else if (is_spoken (letter))
        g_string_append_unichar (clean, letter);
    }

  return g_strstrip (g_string_free (clean, FALSE));
}

static char *
say_what (const char *kind, const char *unit, gint64 count)
{
  g_autofree char *whose = zhihui_alert_speech_clean_unit (unit);
  g_autofree char *spelt = zhihui_alert_speech_spell (count);
  const char      *subject = *whose != '\0' ? whose : C_ ("spoken", "the whole");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return kinds[i].say (subject, spelt, count);

  return g_strdup (subject);
}

/**
 * zhihui_alert_speech_make:
 * @kind: of an alert that is public
 * @unit: whose it is, "" of all
 * @count: of what it counts
 *
 * Returns: (transfer full): one short sentence without its full stop
 */
char *
zhihui_alert_speech_make (ZhihuiLevel level, const char *kind, const char *unit, gint64 count)
{
  g_autofree char *what = say_what (kind, unit, count);

  g_return_val_if_fail (level < ZHIHUI_N_LEVELS, NULL);

  /* Translators: spoken: "Red alert", what it is about */
  return g_strdup_printf (
    C_ ("spoken", "%1$s. %2$s"), g_dpgettext2 (NULL, "spoken", levels[level]), what);
}

/**
 * zhihui_alert_speech_join:
 * @sentences: the most urgent ones, NULL-terminated
 * @n_more: how many others there are beside them
 * @is_repeated: whether all of it was said before
 *
 * Returns: (transfer full): what is said
 */
char *
zhihui_alert_speech_join (const char *const *sentences, guint n_more, gboolean is_repeated)
{
  GString *text = g_string_new (is_repeated ? C_ ("spoken", "Again, not acknowledged: ") : "");

  for (guint i = 0; sentences[i] != NULL; i++)
    g_string_append_printf (text, C_ ("spoken", "%s. "), sentences[i]);
  if (n_more > 0)
    {
      g_autofree char *spelt = zhihui_alert_speech_spell (n_more);

      g_string_append_printf (
        text, ngettext ("And %s more alert.", "And %s more alerts.", n_more), spelt);
    }

  return g_strchomp (g_string_free (text, FALSE));
}
