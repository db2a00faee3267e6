/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-private.h"

#include "zhihui-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Forms of one character, as somebody may write it for a reader. */
static const struct
{
  gunichar written, meant;
} forms[] = {
  { 0x6a5f, 0x673a }, /* 機 */
  { 0x7d55, 0x7edd }, /* 絕 */
  { 0x7d76, 0x7edd }, /* 絶 */
  { 0x7955, 0x79d8 }, /* 祕 */
  { 0x5bbb, 0x5bc6 }, /* 宻 */
};

static const char *const classes[] = { "绝密", "机密", "秘密" };

/* Words that hold one of them and mark nothing: what a paper may be about, and what it may say of
 * itself. */
static const char *const subjects[] = { "商业秘密" };
static const char *const phrases[] = { "国家秘密", "工作秘密" };

static gunichar
settle_form (gunichar c)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (forms[i].written == c)
      return forms[i].meant;
  return c;
}

/* Whether a reader sees nothing where @c stands, or only what is on the letter before. */
static gboolean
is_unseen (gunichar c)
{
  static const GUnicodeType types[] = {
    G_UNICODE_CONTROL,
    G_UNICODE_FORMAT,
    G_UNICODE_NON_SPACING_MARK,
    G_UNICODE_ENCLOSING_MARK,
    G_UNICODE_SPACE_SEPARATOR,
    G_UNICODE_LINE_SEPARATOR,
    G_UNICODE_PARAGRAPH_SEPARATOR,
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_unichar_type (c) == types[i])
      return TRUE;
  return c == 0x3164 || c == 0x2800; /* fillers that are a letter and a sign by their type */
}

/* (transfer full): what a reader takes @text for: one form of each character, nothing between */
static char *
settle (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *even = g_utf8_normalize (valid, -1, G_NORMALIZE_NFKC);
  GString         *settled = g_string_new (NULL);

  for (const char *p = even; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_unseen (g_utf8_get_char (p)))
      g_string_append_unichar (settled, settle_form (g_utf8_get_char (p)));
  return g_string_free (settled, FALSE);
}

static void
spare (GString *text, const char *const *words, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_replace (text, words[i], "·", 0);
}

/**
 * zhihui_report_check_secrecy:
 * @text: (nullable): what is to be printed
 * @place: where: a mark holds none of the words at all
 *
 * A document that is no state secret must not be marked as one (Law on Guarding State Secrets
 * 2024, art. 22), however the mark is written.
 *
 * Returns: %TRUE, or %FALSE with %ZHIHUI_ERROR_INVALID
 */
gboolean
zhihui_report_check_secrecy (const char *text, ZhihuiReportPlace place, GError **error)
{
  g_autofree char *settled = text != NULL ? settle (text) : NULL;
  g_autoptr (GString) rest = g_string_new (settled);

  if (place != ZHIHUI_PLACE_MARK)
    spare (rest, subjects, G_N_ELEMENTS (subjects));
  if (place == ZHIHUI_PLACE_PROSE)
    spare (rest, phrases, G_N_ELEMENTS (phrases));
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (strstr (rest->str, classes[i]) != NULL)
      {
        g_set_error (
          error,
          ZHIHUI_ERROR,
          ZHIHUI_ERROR_INVALID,
          _ ("“%1$s” contains “%2$s”, a mark of secrecy: a report is no state secret and "
             "must not be marked as one"),
          text,
          classes[i]);
        return FALSE;
      }
  return TRUE;
}

/**
 * zhihui_report_check_heads:
 * @request: (not nullable): what is asked for; what is not said is not checked
 *
 * Returns: whether nothing that is printed as a mark or a head marks the paper as a secret; %FALSE
 *   with %ZHIHUI_ERROR_INVALID
 */
gboolean
zhihui_report_check_heads (const ZhihuiReportRequest *request, GError **error)
{
  return zhihui_report_check_secrecy (request->marking, ZHIHUI_PLACE_MARK, error) &&
         zhihui_report_check_secrecy (request->number, ZHIHUI_PLACE_MARK, error) &&
         zhihui_report_check_secrecy (request->watermark, ZHIHUI_PLACE_MARK, error) &&
         zhihui_report_check_secrecy (request->title, ZHIHUI_PLACE_HEAD, error) &&
         zhihui_report_check_secrecy (request->issuer, ZHIHUI_PLACE_HEAD, error);
}
