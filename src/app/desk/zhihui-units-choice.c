/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-units-choice.h"

#include <glib/gi18n-lib.h>

#include "zhihui-control-names.h"
#include "zhihui-unit-menu.h"

/**
 * ZhihuiUnitsChoice:
 *
 * A row of a form: any of the units of the platform.
 */
struct _ZhihuiUnitsChoice
{
  AdwActionRow parent_instance;

  GtkMenuButton  *button; /* borrowed */
  ZhihuiUnitMenu *menu;   /* borrowed of @button */
};

G_DEFINE_FINAL_TYPE (ZhihuiUnitsChoice, zhihui_units_choice, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_0,
  PROP_CHOSEN,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static void
show_chosen (ZhihuiUnitsChoice *self)
{
  GPtrArray       *chosen = zhihui_unit_menu_get_chosen (self->menu);
  gulong           n = chosen->len;
  const char      *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  g_autofree char *count =
    n > 0 ? g_strdup_printf (ngettext ("%lu unit", "%lu units", n), n) : g_strdup (_ ("Choose…"));
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      const ZhihuiUnit *unit = zhihui_unit_menu_find (self->menu, chosen->pdata[i]);

      g_string_append_printf (names,
                              "%s%s",
                              i > 0 ? C_ ("between names", ", ") : "",
                              unit != NULL ? unit->short_name : (const char *) chosen->pdata[i]);
    }
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), names->str);
  gtk_menu_button_set_label (self->button, count);
  zhihui_control_names_tell_menu (self->button, title, count);
}

static void
changed_cb (ZhihuiUnitsChoice *self)
{
  show_chosen (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOSEN]);
}

static void
zhihui_units_choice_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_auto (GStrv) chosen = zhihui_units_choice_dup_chosen (ZHIHUI_UNITS_CHOICE (object));

  if (id == PROP_CHOSEN)
    g_value_take_string (value, g_strjoinv ("\n", chosen));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
zhihui_units_choice_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ZhihuiUnitsChoice *self = ZHIHUI_UNITS_CHOICE (object);
  g_auto (GStrv) chosen = NULL;

  if (id != PROP_CHOSEN)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  chosen = g_strsplit (g_value_get_string (value), "\n", -1);
  zhihui_unit_menu_choose (self->menu, (const char *const *) chosen);
}

static void
zhihui_units_choice_init (ZhihuiUnitsChoice *self)
{
  self->menu = ZHIHUI_UNIT_MENU (zhihui_unit_menu_new (FALSE));
  g_signal_connect_object (self->menu, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  self->button = zhihui_unit_menu_hang (self->menu, ADW_ACTION_ROW (self));
}

static void
zhihui_units_choice_class_init (ZhihuiUnitsChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = zhihui_units_choice_get_property;
  object_class->set_property = zhihui_units_choice_set_property;

  /**
   * ZhihuiUnitsChoice:chosen:
   *
   * Ids of those that are chosen, each a line.
   */
  properties[PROP_CHOSEN] = g_param_spec_string (
    "chosen", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

/**
 * zhihui_units_choice_new:
 * @title: of the row
 * @unit: (nullable): id of the one that is chosen at first
 *
 * Returns: (transfer floating): the row, which knows no units yet
 */
GtkWidget *
zhihui_units_choice_new (const char *title, const char *unit)
{
  ZhihuiUnitsChoice *self = g_object_new (ZHIHUI_TYPE_UNITS_CHOICE, "title", title, NULL);

  zhihui_unit_menu_choose (self->menu, (const char *[]){ unit, NULL });
  show_chosen (self);
  return GTK_WIDGET (self);
}

/**
 * zhihui_units_choice_set_units:
 * @units: to choose from, in this order; once
 */
void
zhihui_units_choice_set_units (ZhihuiUnitsChoice *self, ZhihuiUnits *units)
{
  g_return_if_fail (ZHIHUI_IS_UNITS_CHOICE (self));

  zhihui_unit_menu_set_units (self->menu, units);
  show_chosen (self);
}

/**
 * zhihui_units_choice_dup_chosen:
 *
 * Returns: (transfer full) (array zero-terminated=1): ids of those that are chosen, in the order in
 *   which they were
 */
char **
zhihui_units_choice_dup_chosen (ZhihuiUnitsChoice *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GPtrArray *chosen;

  g_return_val_if_fail (ZHIHUI_IS_UNITS_CHOICE (self), NULL);

  chosen = zhihui_unit_menu_get_chosen (self->menu);
  for (guint i = 0; i < chosen->len; i++)
    g_strv_builder_add (builder, chosen->pdata[i]);
  return g_strv_builder_end (builder);
}
