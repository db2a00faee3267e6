/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-text-scale.h"

#define USUAL_DPI (96 * 1024.0)

/**
 * zhihui_text_scale_get:
 *
 * Returns: how much larger letters are than usual: what somebody who reads them badly has chosen
 */
double
zhihui_text_scale_get (GtkWidget *widget)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? CLAMP (dpi / USUAL_DPI, 0.5, 4) : 1;
}
