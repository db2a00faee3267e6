/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-level-chip.h"

#include "zhihui-alert-words.h"

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
    if (i == level)
      gtk_widget_add_css_class (GTK_WIDGET (chip), classes[i]);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (chip), classes[i]);
  gtk_label_set_text (chip, zhihui_alert_words_get_level (level));
}
