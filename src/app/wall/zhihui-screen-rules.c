/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-screen-rules.h"

#include "config.h"
#include "zhihui-wall-conf.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DWELL_S 86400
#define MAX_BEZEL_PX 1000

typedef struct
{
  const char *name;     /* interned */
  GPtrArray  *monitors; /* (element-type utf8) interned, owned: connectors or models */
  gboolean    is_span;
  guint       bezel_px;
  GArray     *items; /* (element-type ZhihuiPlayItem), owned, NULL: as all */
} Rule;

struct _ZhihuiScreenRules
{
  ZhihuiWallShelf *shelf; /* borrowed, while it is read */
  GPtrArray       *rules; /* (element-type Rule), owned */
  GArray          *items; /* (element-type ZhihuiPlayItem), owned, NULL nothing is said */
};

static void
rule_free (gpointer data)
{
  Rule *self = data;

  g_ptr_array_unref (self->monitors);
  g_clear_pointer (&self->items, g_array_unref);
  g_free (self);
}

/* ---- reading ---- */

static gboolean
parse_item (const char *text, ZhihuiPlayItem *item)
{
  const char      *colon = strrchr (text, ':');
  g_autofree char *name = g_strndup (text, colon != NULL ? (gsize) (colon - text) : strlen (text));
  guint64          dwell_s = zhihui_dwell_s (g_strstrip (name));

  if (*name == '\0' || (colon != NULL && !g_ascii_string_to_unsigned (
                                           colon + 1, 10, 0, MAX_DWELL_S, &dwell_s, NULL)))
    return FALSE;

  *item = (ZhihuiPlayItem){ g_intern_string (name), (guint) dwell_s };
  return TRUE;
}

/* Whether a platform has what a page needs is not asked: it may have it tomorrow. */
static gboolean
check_page (ZhihuiScreenRules         *self,
            ZhihuiSettingsText        *conf,
            const ZhihuiSettingsEntry *entry,
            const char                *page,
            GError                   **error)
{
  g_autoptr (GError) missing = NULL;

  if (zhihui_wall_shelf_find (self->shelf, page, &missing) != NULL ||
      zhihui_wall_shelf_has_file (self->shelf, page))
    return TRUE;

  return zhihui_settings_text_refuse (
    conf, entry->line, entry->value_column, error, "pages: %s", missing->message);
}

/* "overview:60, rankings" */
static gboolean
read_items (ZhihuiScreenRules   *self,
            ZhihuiSettingsText  *conf,
            ZhihuiSettingsGroup *group,
            GArray             **items,
            GError             **error)
{
  ZhihuiSettingsEntry *entry = zhihui_settings_group_take (group, "pages");
  g_auto (GStrv) words = NULL;

  if (entry == NULL)
    return TRUE;

  words = g_strsplit (entry->value, ",", -1);
  *items = g_array_new (FALSE, FALSE, sizeof (ZhihuiPlayItem));
  for (guint i = 0; words[i] != NULL; i++)
    {
      ZhihuiPlayItem item;

      if (!parse_item (g_strstrip (words[i]), &item))
        return zhihui_settings_text_refuse (conf,
                                            entry->line,
                                            entry->value_column,
                                            error,
                                            _ ("pages: '%s' is no page:SECONDS, from 0 to %d"),
                                            words[i],
                                            MAX_DWELL_S);
      if (!check_page (self, conf, entry, item.page, error))
        return FALSE;
      g_array_append_val (*items, item);
    }

  return TRUE;
}

static gboolean
read_monitors (ZhihuiSettingsText *conf, ZhihuiSettingsGroup *group, Rule *rule, GError **error)
{
  ZhihuiSettingsEntry *entry;
  g_auto (GStrv) words = NULL;

  if (!rule->is_span)
    {
      g_ptr_array_add (rule->monitors, (gpointer) rule->name);
      return TRUE;
    }

  entry = zhihui_settings_group_take (group, "monitors");
  words = g_strsplit (entry != NULL ? entry->value : "", ",", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (*g_strstrip (words[i]) != '\0')
      g_ptr_array_add (rule->monitors, (gpointer) g_intern_string (words[i]));
  if (rule->monitors->len > 0)
    return TRUE;

  return zhihui_settings_text_refuse (
    conf, group->line, 1, error, _ ("monitors: a span needs those it goes over"));
}

static gboolean
read_rule (ZhihuiScreenRules   *self,
           ZhihuiSettingsText  *conf,
           ZhihuiSettingsGroup *group,
           GError             **error)
{
  Rule *rule = g_new0 (Rule, 1);

  rule->name = g_intern_string (group->argument);
  rule->is_span = g_str_equal (group->name, "span");
  rule->monitors = g_ptr_array_new ();
  g_ptr_array_add (self->rules, rule);
  group->is_read = TRUE;
  if (*rule->name == '\0')
    return zhihui_settings_text_refuse (
      conf, group->line, 1, error, _ ("[%s]: a name is missing"), group->name);

  return read_monitors (conf, group, rule, error) &&
         read_items (self, conf, group, &rule->items, error) &&
         (!rule->is_span || zhihui_wall_conf_read_number (
                              conf, group, "bezel", 0, MAX_BEZEL_PX, &rule->bezel_px, error));
}

/**
 * zhihui_screen_rules_new:
 * @conf: (transfer none): what the operator wrote; the groups [playlist], [screen …] and [span …]
 * are read
 * @shelf: (transfer none): the pages there are
 *
 * Returns: (transfer full): what it says; %NULL with @error, which names line and column
 */
ZhihuiScreenRules *
zhihui_screen_rules_new (ZhihuiSettingsText *conf, ZhihuiWallShelf *shelf, GError **error)
{
  g_autoptr (ZhihuiScreenRules) self = g_new0 (ZhihuiScreenRules, 1);

  self->shelf = shelf;
  self->rules = g_ptr_array_new_with_free_func (rule_free);
  if (!read_items (self, conf, zhihui_wall_conf_take_group (conf, "playlist"), &self->items, error))
    return NULL;
  for (guint i = 0; i < conf->groups->len; i++)
    {
      ZhihuiSettingsGroup *group = conf->groups->pdata[i];

      if ((g_str_equal (group->name, "screen") || g_str_equal (group->name, "span")) &&
          !read_rule (self, conf, group, error))
        return NULL;
    }

  self->shelf = NULL;
  return g_steal_pointer (&self);
}

/**
 * zhihui_screen_rules_free:
 * @self: (nullable)
 */
void
zhihui_screen_rules_free (ZhihuiScreenRules *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->rules);
  g_clear_pointer (&self->items, g_array_unref);
  g_free (self);
}

/**
 * zhihui_screen_rules_get_items:
 * @screen: (nullable): one that a rule names; %NULL: what all show that have no list of their own
 *
 * Returns: (transfer none) (nullable) (element-type ZhihuiPlayItem)
 */
const GArray *
zhihui_screen_rules_get_items (const ZhihuiScreenRules *self, const char *screen)
{
  if (screen == NULL)
    return self->items;
  for (guint i = 0; i < self->rules->len; i++)
    {
      const Rule *rule = self->rules->pdata[i];

      if (g_str_equal (rule->name, screen))
        return rule->items;
    }

  return NULL;
}

/**
 * zhihui_screen_rules_list_screens:
 *
 * Returns: (transfer full) (element-type utf8): the names that the rules say, interned
 */
GPtrArray *
zhihui_screen_rules_list_screens (const ZhihuiScreenRules *self)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < self->rules->len; i++)
    g_ptr_array_add (names, (gpointer) ((const Rule *) self->rules->pdata[i])->name);

  return names;
}

/* ---- who stands where ---- */

static gboolean
is_called (const ZhihuiMonitor *monitor, const char *name)
{
  return g_strcmp0 (monitor->connector, name) == 0 ||
         (monitor->model != NULL && g_ascii_strcasecmp (monitor->model, name) == 0);
}

/* How many edges lie before @edge: the bezels that are to be left out. */
static int
count_before (
  const GArray *plans, const ZhihuiMonitor *monitors, guint first, gboolean is_column, int edge)
{
  int n = 0;

  for (guint i = first; i < plans->len; i++)
    {
      const ZhihuiMonitor *one = &monitors[g_array_index (plans, ZhihuiWindowPlan, i).monitor];
      int                  own = is_column ? one->x : one->y;
      gboolean             is_new = own < edge;

      for (guint j = first; j < i && is_new; j++)
        {
          const ZhihuiMonitor *other =
            &monitors[g_array_index (plans, ZhihuiWindowPlan, j).monitor];

          is_new = (is_column ? other->x : other->y) != own;
        }
      n += is_new;
    }

  return n;
}

static gboolean
has_seam_at (const ZhihuiSeamList *list, double at)
{
  for (guint i = 0; i < list->n; i++)
    if (list->items[i].to >= at && list->items[i].to <= at)
      return TRUE;
  return FALSE;
}

/* Where a column or row of monitors begins that is not the first. */
static void
find_seams (const GArray *plans, guint first, int bezel_px, ZhihuiSeams *seams)
{
  for (guint i = first; i < plans->len; i++)
    {
      const ZhihuiWindowPlan *plan = &g_array_index (plans, ZhihuiWindowPlan, i);

      if (plan->x > 0 && !has_seam_at (&seams->upright, plan->x))
        zhihui_seam_list_add (&seams->upright, plan->x - bezel_px, plan->x);
      if (plan->y > 0 && !has_seam_at (&seams->level, plan->y))
        zhihui_seam_list_add (&seams->level, plan->y - bezel_px, plan->y);
    }
}

/* The windows of a span from @first on: one page over all, which goes on behind the bezels. */
static void
lay_span (GArray *plans, guint first, const ZhihuiMonitor *monitors, int bezel_px)
{
  int         left = G_MAXINT, top = G_MAXINT, right = 0, bottom = 0;
  ZhihuiSeams seams = { 0 };

  if (plans->len - first < 2)
    return;

  for (guint i = first; i < plans->len; i++)
    {
      const ZhihuiMonitor *monitor = &monitors[g_array_index (plans, ZhihuiWindowPlan, i).monitor];

      left = MIN (left, monitor->x);
      top = MIN (top, monitor->y);
    }
  for (guint i = first; i < plans->len; i++)
    {
      ZhihuiWindowPlan    *plan = &g_array_index (plans, ZhihuiWindowPlan, i);
      const ZhihuiMonitor *monitor = &monitors[plan->monitor];

      plan->x =
        monitor->x - left + bezel_px * count_before (plans, monitors, first, TRUE, monitor->x);
      plan->y =
        monitor->y - top + bezel_px * count_before (plans, monitors, first, FALSE, monitor->y);
      right = MAX (right, plan->x + monitor->width);
      bottom = MAX (bottom, plan->y + monitor->height);
    }
  find_seams (plans, first, bezel_px, &seams);
  for (guint i = first; i < plans->len; i++)
    {
      ZhihuiWindowPlan *plan = &g_array_index (plans, ZhihuiWindowPlan, i);

      plan->width = right;
      plan->height = bottom;
      plan->seams = seams;
    }
}

/**
 * zhihui_screen_rules_plan:
 * @monitors: (array length=n_monitors): those there are, at least one
 *
 * Monitors that no rule names stay free. Where none of those that are named is there, or no rule
 * names any, the first monitor shows a page under the name of its connector.
 *
 * Returns: (transfer full) (element-type ZhihuiWindowPlan): the windows, in the order of the rules
 */
GArray *
zhihui_screen_rules_plan (const ZhihuiScreenRules *self,
                          const ZhihuiMonitor     *monitors,
                          guint                    n_monitors)
{
  GArray              *plans = g_array_new (FALSE, FALSE, sizeof (ZhihuiWindowPlan));
  g_autofree gboolean *is_taken = g_new0 (gboolean, n_monitors);

  for (guint i = 0; i < self->rules->len; i++)
    {
      const Rule *rule = self->rules->pdata[i];
      guint       first = plans->len;

      for (guint j = 0; j < rule->monitors->len; j++)
        for (guint k = 0; k < n_monitors; k++)
          if (!is_taken[k] && is_called (&monitors[k], rule->monitors->pdata[j]))
            {
              ZhihuiWindowPlan plan = { .screen = rule->name, .monitor = k };

              is_taken[k] = TRUE;
              g_array_append_val (plans, plan);
              break;
            }
      if (rule->is_span)
        lay_span (plans, first, monitors, (int) rule->bezel_px);
    }
  if (plans->len == 0)
    {
      ZhihuiWindowPlan plan = { .screen = g_intern_string (
                                  monitors[0].connector != NULL ? monitors[0].connector : "wall") };

      g_array_append_val (plans, plan);
    }

  return plans;
}
