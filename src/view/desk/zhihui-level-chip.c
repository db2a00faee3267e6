/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-level-chip.h"

#include "zhihui-alert-words.h"
#include "zhihui-css-class.h"

/* By ZhihuiLevel. */
static const char *const classes[] = {
  "zh-level-blue", "zh-level-yellow", "zh-level-orange", "zh-level-red"
};

/**
 * zhihui_level_chip_show:
 * @level: of an alert
 *
 * Its word says it, too: colours alone say nothing to some.
 */
void
zhihui_level_chip_show (GtkLabel *chip, ZhihuiLevel level)
{
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    zhihui_css_class_set (GTK_WIDGET (chip), classes[i], i == level);
  gtk_label_set_text (chip, zhihui_alert_words_get_level (level));
}
