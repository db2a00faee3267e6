/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-look-reason.h"

/**
 * zhihui_look_reason_is_enough:
 * @text: UTF-8, as it was typed
 *
 * Returns: whether it has four characters that are seen, and not one of them alone: "回访当事人",
 * but neither "    " nor "1111"
 */
gboolean
zhihui_look_reason_is_enough (const char *text)
{
  gunichar first = 0;
  guint    n = 0;
  gboolean has_other = FALSE;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar one = g_utf8_get_char (text);

      if (!g_unichar_isgraph (one) || g_unichar_iszerowidth (one))
        continue;
      if (n == 0)
        first = one;
      n++;
      has_other = has_other || one != first;
    }
  return n >= ZHIHUI_LOOK_REASON_LEAST && has_other;
}
