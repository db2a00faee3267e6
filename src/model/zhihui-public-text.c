/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-public-text.h"

#include "zhihui-mask.h"

#define STARS "***"

/* Numbers of meetings and what opens them: after a word that says so, or in groups as they are
 * given on invitations. */
#define ACCESS                                                                                                              \
  "((?:会议\\s*(?:号|ID|室号|密码|口令)|入会(?:号|码|密码|口令)|密\\s*码|口\\s*令|访问码|验证码" \
  "|pass\\s*(?:code|word)|\\bpwd|\\bpin|access\\s*code|(?:meeting|conference)\\s*(?:id|number))"                            \
  "\\s*(?:是|为|is\\b|[:：=＝#])?\\s*)(?:[0-9０-９](?:[ -]?[0-9０-９A-Za-z]){2,}"                                   \
  "|(?<=[:：=＝])\\s*[A-Za-z0-9._-]{3,})"                                                                                 \
  "|(?<![0-9])[0-9]{3}([ -])[0-9]{3,4}\\2[0-9]{3,4}(?![0-9])"

/* Addresses, with or without their scheme. Han characters are letters: no \b divides them. */
#define NOT_IN_WORD "(?<![a-z0-9])"
#define LINK                                                                                       \
  NOT_IN_WORD "(?:[a-z][a-z0-9+.-]{1,20}:(?=//|[a-z0-9])|www\\.)[!-~]+"                            \
              "|" NOT_IN_WORD                                                                      \
              "[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.(?:cn|com|net|org|us|io|me|top)(?![a-z0-9])"         \
              "(?:[:/?#][!-~]*)?"

static gpointer
compile (gpointer pattern)
{
  return g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
}

/**
 * zhihui_access_mask:
 *
 * Returns: (transfer full): @text with stars instead of numbers and words that open a meeting
 */
char *
zhihui_access_mask (const char *text)
{
  static GOnce once = G_ONCE_INIT;
  char        *masked;

  g_return_val_if_fail (text != NULL, NULL);

  masked =
    g_regex_replace (g_once (&once, compile, (gpointer) ACCESS), text, -1, 0, "\\1" STARS, 0, NULL);
  /* A rule that gives up must not let the text through. */
  return masked != NULL ? masked : g_strdup (STARS);
}

/**
 * zhihui_public_text:
 * @text: UTF-8
 *
 * For a screen that everybody passes: addresses, what opens a meeting and numbers of persons are
 * stars. Names are not found by rule: who gives a text for such a screen leaves them out.
 *
 * Returns: (transfer full): the rest
 */
char *
zhihui_public_text (const char *text)
{
  static GOnce     once = G_ONCE_INIT;
  g_autofree char *without_links = NULL;
  g_autofree char *without_access = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  without_links =
    g_regex_replace_literal (g_once (&once, compile, (gpointer) LINK), text, -1, 0, STARS, 0, NULL);
  if (without_links == NULL)
    return g_strdup (STARS);

  without_access = zhihui_access_mask (without_links);
  return zhihui_mask_text (without_access, ZHIHUI_MASK_WALL);
}
