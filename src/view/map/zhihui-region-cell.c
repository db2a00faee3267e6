/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-region-cell.h"

/**
 * ZhihuiRegionCell:
 *
 * What a screen reader meets where a region is. It shows nothing: the map does.
 */
struct _ZhihuiRegionCell
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (ZhihuiRegionCell, zhihui_region_cell, GTK_TYPE_WIDGET)

static void
zhihui_region_cell_class_init (ZhihuiRegionCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_css_name (widget_class, "region-cell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_OPTION);
}

static void
zhihui_region_cell_init (ZhihuiRegionCell *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  zhihui_region_cell_set_shown (self, FALSE);
}

/**
 * zhihui_region_cell_new:
 *
 * Returns: (transfer floating): of no region
 */
GtkWidget *
zhihui_region_cell_new (void)
{
  return g_object_new (ZHIHUI_TYPE_REGION_CELL, NULL);
}

/**
 * zhihui_region_cell_set_shown:
 * @is_shown: else a reader does not meet it: that its parent does not show it is not enough
 */
void
zhihui_region_cell_set_shown (ZhihuiRegionCell *self, gboolean is_shown)
{
  g_return_if_fail (ZHIHUI_IS_REGION_CELL (self));

  gtk_widget_set_child_visible (GTK_WIDGET (self), is_shown);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_HIDDEN, !is_shown, -1);
}

/**
 * zhihui_region_cell_tell:
 * @text: what is read aloud: the name, and what the map shows of it
 * @position: from 1
 * @n: how many regions there are
 */
void
zhihui_region_cell_tell (
  ZhihuiRegionCell *self, const char *text, guint position, guint n, gboolean is_selected)
{
  g_return_if_fail (ZHIHUI_IS_REGION_CELL (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_RELATION_POS_IN_SET,
                                  (int) position,
                                  GTK_ACCESSIBLE_RELATION_SET_SIZE,
                                  (int) n,
                                  -1);
  gtk_accessible_update_state (
    GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, is_selected, -1);
}
