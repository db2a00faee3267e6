/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-story.h"

#include <glib/gi18n-lib.h>

#include "zhihui-card.h"
#include "zhihui-case-words.h"
#include "zhihui-format.h"
#include "zhihui-table-focus.h"

#define MAX_ROWS 200 /* the latest; who needs the others copies the text */

/**
 * ZhihuiCaseStory:
 *
 * What happened to a case, latest first: when, what, who, and what was written.
 */
struct _ZhihuiCaseStory
{
  GtkWidget parent_instance;

  GtkWidget      *list;  /* child */
  GtkSizeGroup   *times; /* owned: all are as wide as the widest */
  ZhihuiDeskCase *shown; /* owned, nullable: whose rows these are */
};

G_DEFINE_FINAL_TYPE (ZhihuiCaseStory, zhihui_case_story, GTK_TYPE_WIDGET)

static void
zhihui_case_story_dispose (GObject *object)
{
  ZhihuiCaseStory *self = ZHIHUI_CASE_STORY (object);

  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_object (&self->times);
  g_clear_pointer (&self->shown, zhihui_desk_case_unref);
  G_OBJECT_CLASS (zhihui_case_story_parent_class)->dispose (object);
}

static void
zhihui_case_story_class_init (ZhihuiCaseStoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_case_story_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  zhihui_table_focus_install (GTK_WIDGET_CLASS (klass));
}

static void
zhihui_case_story_init (ZhihuiCaseStory *self)
{
  self->times = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "zh-flat-list");
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What happened"), -1);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
}

/* What an event says beside its name: "3 天", "批准", "2 分". */
static char *
write_value (const ZhihuiCaseEvent *event, ZhihuiZone *zone, gint64 now)
{
  g_autofree char *moment = NULL;

  if (event->accepted >= 0)
    return g_strdup (event->accepted ? C_ ("return", "granted") : C_ ("return", "refused"));
  if (event->days >= 0)
    return g_strdup_printf (
      g_dngettext (
        GETTEXT_PACKAGE, "%d working day", "%d working days", (gulong) MIN (event->days, G_MAXINT)),
      (int) MIN (event->days, G_MAXINT));
  if (event->level >= 0)
    return g_strdup_printf (C_ ("rating", "%d of 5"), (int) MIN (event->level, 99));
  if (*event->solved != '\0')
    return g_strdup (zhihui_case_solved_get_label (event->solved));
  if (*event->into != '\0')
    return g_strdup_printf (C_ ("case", "into %s"), event->into);
  if (event->due_at == ZHIHUI_NO_INSTANT)
    return g_strdup ("");
  moment = zhihui_format_moment (zone, event->due_at, now);
  return g_strdup_printf (C_ ("clock", "until %s"), moment);
}

/* Who did it; of what the centre does, to whom. Others than these two stand for themselves, whoever
 * has the case. */
static char *
write_who (const ZhihuiCaseEvent *event, ZhihuiCaseNames *names)
{
  const char *const of_units[] = { "unit", "centre", "", NULL };
  gboolean    is_of_unit = *event->unit_id != '\0' && g_strv_contains (of_units, event->actor_role);
  const char *who = is_of_unit
                      ? zhihui_case_names_find (names, ZHIHUI_CASE_FILTER_UNIT, event->unit_id)
                      : zhihui_case_role_get_label (event->actor_role);

  if (g_str_equal (event->role, "co"))
    return g_strdup_printf (C_ ("unit", "%s (co-unit)"), who);
  if (*event->by != '\0')
    return g_strdup_printf (C_ ("role, name", "%1$s %2$s"), who, event->by);
  return g_strdup (who);
}

static GtkWidget *
new_row (GtkSizeGroup *times, const char *at, const char *what, const char *who, const char *text)
{
  GtkWidget       *row = gtk_list_box_row_new ();
  GtkWidget       *grid = gtk_grid_new ();
  GtkWidget       *at_label = zhihui_card_label_new ("zh-nd");
  GtkWidget       *what_label = zhihui_card_label_new ("heading");
  GtkWidget       *who_label = zhihui_card_label_new ("zh-note");
  g_autofree char *words = g_strjoin (", ", at, what, who, *text != '\0' ? text : NULL, NULL);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  gtk_label_set_text (GTK_LABEL (at_label), at);
  gtk_size_group_add_widget (times,
                             at_label); /* what happened stands in one line below the other */
  gtk_widget_add_css_class (at_label, "numeric");
  gtk_label_set_text (GTK_LABEL (what_label), what);
  gtk_widget_set_hexpand (what_label, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (what_label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (what_label), TRUE);
  gtk_label_set_text (GTK_LABEL (who_label), who);
  gtk_label_set_xalign (GTK_LABEL (who_label), 1);
  gtk_grid_attach (GTK_GRID (grid), at_label, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), what_label, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), who_label, 2, 0, 1, 1);
  if (*text != '\0')
    {
      GtkWidget *text_label = gtk_label_new (text);

      gtk_label_set_xalign (GTK_LABEL (text_label), 0);
      gtk_label_set_wrap (GTK_LABEL (text_label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (text_label), PANGO_WRAP_WORD_CHAR);
      gtk_grid_attach (GTK_GRID (grid), text_label, 1, 1, 2, 1);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), grid);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  zhihui_card_tell (row, words);
  return row;
}

static void
add_event (ZhihuiCaseStory       *self,
           const ZhihuiCaseEvent *event,
           ZhihuiCaseNames       *names,
           ZhihuiZone            *zone,
           gint64                 now)
{
  g_autofree char *at = zhihui_format_moment (zone, event->at, now);
  g_autofree char *value = write_value (event, zone, now);
  g_autofree char *what =
    g_strstrip (g_strdup_printf ("%s %s", zhihui_case_event_get_label (event->type), value));
  g_autofree char *who = write_who (event, names);

  gtk_list_box_append (GTK_LIST_BOX (self->list),
                       new_row (self->times, at, what, who, event->text));
}

/**
 * zhihui_case_story_show:
 * @one: (nullable): a case with its events
 */
void
zhihui_case_story_show (ZhihuiCaseStory      *self,
                        const ZhihuiDeskCase *one,
                        ZhihuiCaseNames      *names,
                        ZhihuiZone           *zone,
                        gint64                now)
{
  g_return_if_fail (ZHIHUI_IS_CASE_STORY (self));

  if (self->shown == one)
    return;

  g_clear_pointer (&self->shown, zhihui_desk_case_unref);
  zhihui_card_remove_rows (self->list);
  if (one == NULL)
    return;
  self->shown = zhihui_desk_case_ref ((ZhihuiDeskCase *) one);
  for (guint i = one->events != NULL ? one->events->len : 0, n = 0; i > 0 && n < MAX_ROWS; i--, n++)
    add_event (self, one->events->pdata[i - 1], names, zone, now);
}
