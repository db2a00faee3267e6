/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-alert-words.h"

#include "zhihui-public-text.h"

#include <glib/gi18n-lib.h>

/**
 * zhihui_alert_words_get_level:
 *
 * Returns: (transfer none): what the level is called
 */
const char *
zhihui_alert_words_get_level (ZhihuiLevel level)
{
  switch (level)
    {
    case ZHIHUI_LEVEL_RED:
      return C_ ("level", "red");
    case ZHIHUI_LEVEL_ORANGE:
      return C_ ("level", "orange");
    case ZHIHUI_LEVEL_BLUE:
      return C_ ("level", "blue");
    case ZHIHUI_LEVEL_YELLOW:
    default:
      return C_ ("level", "yellow");
    }
}

/**
 * zhihui_alert_words_make_text:
 *
 * For a screen that everybody passes: the platform's own words are cut for it.
 *
 * Returns: (transfer full): unit and text, the unit only where the text does not begin with it
 */
char *
zhihui_alert_words_make_text (const ZhihuiAlert *alert)
{
  g_autofree char *whole = NULL;

  if (alert->unit == NULL || *alert->unit == '\0' || g_str_has_prefix (alert->text, alert->unit))
    return zhihui_public_text (alert->text);

  whole = g_strdup_printf ("%s %s", alert->unit, alert->text);
  return zhihui_public_text (whole);
}
