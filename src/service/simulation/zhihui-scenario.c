/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-scenario.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-played-place.h"
#include "zhihui-service-resources.h"

#define RESOURCES "/cn/zhihui/Zhihui/scenarios/"
#define HOST_SHORT_NAME "信访局"
#define LEVEL_MARK "level="

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
free_item (gpointer data)
{
  ZhihuiItem *item = data;

  g_free (item->code);
  g_free (item->name);
  g_free (item);
}

static void
free_topic (gpointer data)
{
  ZhihuiTopic *topic = data;

  g_free (topic->code);
  g_free (topic->name);
  g_free (topic->meeting);
  g_free (topic->words);
  for (guint i = 0; i < ZHIHUI_N_TITLES; i++)
    g_strfreev (topic->titles[i]);
  g_free (topic);
}

void
zhihui_scenario_free (ZhihuiScenario *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; self->items_of_topic != NULL && i < self->topics->len; i++)
    g_array_unref (self->items_of_topic[i]);
  g_free (self->items_of_topic);
  g_free (self->mode_shares);
  g_free (self->name);
  g_clear_pointer (&self->laws, zhihui_laws_free);
  g_clear_pointer (&self->profile, g_key_file_unref);
  g_hash_table_unref (self->parts);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->regions);
  g_ptr_array_unref (self->units);
  g_ptr_array_unref (self->topics);
  g_ptr_array_unref (self->words);
  g_strfreev (self->streets);
  g_strfreev (self->surnames);
  g_strfreev (self->given);
  g_free (self->channel_shares);
  g_free (self->channel_hours);
  g_free (self);
}

/**
 * zhihui_scenario_list:
 *
 * Returns: (transfer full): the names of the scenarios, sorted
 */
char **
zhihui_scenario_list (void)
{
  g_auto (GStrv) folders = g_resources_enumerate_children (RESOURCES, 0, NULL);
  GPtrArray *names = g_ptr_array_new ();

  /* Names the resource, so that it is linked. */
  g_assert (zhihui_service_get_resource () != NULL);
  for (guint i = 0; folders != NULL && folders[i] != NULL; i++)
    g_ptr_array_add (names, g_strndup (folders[i], strcspn (folders[i], "/")));
  g_ptr_array_sort (names, (GCompareFunc) compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

gboolean
zhihui_scenario_exists (const char *name)
{
  g_auto (GStrv) names = zhihui_scenario_list ();

  return g_strv_contains ((const char *const *) names, name);
}

/**
 * zhihui_scenario_read_part:
 * @name: of a scenario that exists
 * @file: e.g. "check.ini"
 *
 * Returns: (transfer full) (nullable): the text; %NULL when the scenario has no such file
 */
char *
zhihui_scenario_read_part (const char *name, const char *file)
{
  g_autofree char *path = g_strconcat (RESOURCES, name, "/", file, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (zhihui_service_get_resource (), path, 0, NULL);

  return bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
                       : NULL;
}

/* The files are part of the program: a fault in them is ours, and a test reads them all. */
static GBytes *
read_part (ZhihuiScenario *self, const char *file)
{
  g_autofree char *path = g_strconcat (RESOURCES, self->name, "/", file, NULL);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = g_resource_lookup_data (zhihui_service_get_resource (), path, 0, &error);

  if (bytes == NULL)
    g_error ("%s", error->message);
  return bytes;
}

static GKeyFile *
read_key_file (ZhihuiScenario *self, const char *file)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (GBytes) bytes = read_part (self, file);
  g_autoptr (GError) error = NULL;

  if (!g_key_file_load_from_bytes (keys, bytes, G_KEY_FILE_NONE, &error))
    g_error ("%s: %s", file, error->message);
  return g_steal_pointer (&keys);
}

static char **
read_lines (ZhihuiScenario *self, const char *file)
{
  g_autoptr (GBytes) bytes = read_part (self, file);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return g_strsplit (text, "\n", -1);
}

static char **
split_characters (const char *text)
{
  g_autoptr (GPtrArray) characters = g_ptr_array_new ();

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    g_ptr_array_add (characters, g_strndup (at, (gsize) (g_utf8_next_char (at) - at)));
  g_ptr_array_add (characters, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&characters), FALSE);
}

static guint
intern_word (ZhihuiScenario *self, const char *word)
{
  guint index;

  if (!g_ptr_array_find_with_equal_func (self->words, word, g_str_equal, &index))
    {
      index = self->words->len;
      g_ptr_array_add (self->words, g_strdup (word));
    }
  return index;
}

static void
read_topic (ZhihuiScenario *self, GKeyFile *keys, const char *code)
{
  static const char *const title_keys[ZHIHUI_N_TITLES] = { "consult", "complaint", "suggestion" };
  ZhihuiTopic             *topic = g_new0 (ZhihuiTopic, 1);
  g_auto (GStrv) words = g_key_file_get_string_list (keys, code, "words", NULL, NULL);
  g_auto (GStrv) months = g_key_file_get_string_list (keys, code, "season", NULL, NULL);

  g_ptr_array_add (self->topics, topic);
  topic->code = g_strdup (code);
  topic->name = g_key_file_get_string (keys, code, "name", NULL);
  topic->meeting = g_key_file_get_string (keys, code, "meeting", NULL);
  topic->can_burst = g_key_file_get_boolean (keys, code, "burst", NULL);
  topic->is_batch = g_key_file_get_boolean (keys, code, "batch", NULL);
  for (guint i = 0; i < ZHIHUI_N_TITLES; i++)
    topic->titles[i] = g_key_file_get_string_list (keys, code, title_keys[i], NULL, NULL);

  topic->n_words = words != NULL ? g_strv_length (words) : 0;
  topic->words = g_new0 (guint, MAX (topic->n_words, 1));
  for (guint i = 0; i < topic->n_words; i++)
    topic->words[i] = intern_word (self, words[i]);

  for (guint i = 0; months != NULL && months[i] != NULL; i++)
    topic->months |= (guint16) (1u << g_ascii_strtoull (months[i], NULL, 10));
}

static void
read_topics (ZhihuiScenario *self)
{
  g_autoptr (GKeyFile) keys = read_key_file (self, "topics.ini");
  g_auto (GStrv) codes = g_key_file_get_groups (keys, NULL);

  for (guint i = 0; codes[i] != NULL; i++)
    read_topic (self, keys, codes[i]);
}

static guint
find_topic (ZhihuiScenario *self, const char *code)
{
  for (guint i = 0; i < self->topics->len; i++)
    if (g_str_equal (((ZhihuiTopic *) self->topics->pdata[i])->code, code))
      return i;

  g_error ("The scenario %s has no topic %s", self->name, code);
}

static void
read_regions (ZhihuiScenario *self)
{
  g_auto (GStrv) lines = read_lines (self, "regions.csv");

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "|", -1);

      if (g_strv_length (fields) == 6)
        g_ptr_array_add (
          self->regions,
          zhihui_played_region_new (fields[0],
                                    fields[1],
                                    fields[2],
                                    fields[3],
                                    *fields[4] != '\0' ? atoi (fields[4]) : G_MININT,
                                    *fields[5] != '\0' ? atoi (fields[5]) : G_MININT));
    }
}

/* Which regions lie in which. */
static void
index_parts (ZhihuiScenario *self)
{
  g_autoptr (GHashTable) indices = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->regions->len; i++)
    {
      const ZhihuiPlayedRegion *region = self->regions->pdata[i];
      gpointer                  parent;
      GArray                   *parts;

      g_hash_table_insert (indices, region->code, GUINT_TO_POINTER (i));
      if (!g_hash_table_lookup_extended (indices, region->parent, NULL, &parent))
        continue;

      parts = g_hash_table_lookup (self->parts, parent);
      if (parts == NULL)
        {
          parts = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (self->parts, parent, parts);
        }
      g_array_append_val (parts, i);
    }
}

static guint
find_region (ZhihuiScenario *self, const char *code)
{
  for (guint i = 0; i < self->regions->len; i++)
    if (g_str_equal (((ZhihuiPlayedRegion *) self->regions->pdata[i])->code, code))
      return i;

  return 0;
}

/* Codes of topics, busiest first; "*" is all of them. */
static void
read_unit_topics (ZhihuiScenario *self, ZhihuiPlayedUnit *unit, const char *text)
{
  g_auto (GStrv) topics = g_strsplit (text, " ", -1);
  gboolean all = g_str_equal (text, "*");

  unit->n_topics = all ? self->topics->len : g_strv_length (topics);
  unit->topics = g_new0 (guint, unit->n_topics);
  for (guint i = 0; i < unit->n_topics; i++)
    unit->topics[i] = all ? i : find_topic (self, topics[i]);
}

static void
add_unit (ZhihuiScenario *self, char *const *fields)
{
  ZhihuiPlayedUnit *unit =
    zhihui_played_unit_new (fields[0], fields[1], fields[2], fields[3], fields[4]);

  g_ptr_array_add (self->units, unit);
  unit->region_index = find_region (self, fields[4]);
  read_unit_topics (self, unit, fields[5]);
  if (g_str_equal (unit->peer, self->laws->place))
    self->n_towns++;
}

/* A line "level=town" instead of an id: every region of that level is a unit. */
static void
add_units_of_level (ZhihuiScenario *self, char *const *fields)
{
  for (guint i = 0; i < self->regions->len; i++)
    {
      const ZhihuiPlayedRegion *region = self->regions->pdata[i];
      g_autofree char          *id = g_strdup_printf ("u%04u", self->units->len + 1);
      char *unit[] = { id, region->name, region->name, fields[3], region->code, fields[5], NULL };

      if (g_str_equal (region->level, fields[0] + strlen (LEVEL_MARK)))
        add_unit (self, unit);
    }
}

static void
read_units (ZhihuiScenario *self)
{
  g_auto (GStrv) lines = read_lines (self, "units.csv");

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "|", -1);

      if (*lines[i] == '#' || g_strv_length (fields) != 6)
        continue;
      if (g_str_has_prefix (fields[0], LEVEL_MARK))
        add_units_of_level (self, fields);
      else
        add_unit (self, fields);
    }
}

static void
read_profile (ZhihuiScenario *self)
{
  g_auto (GStrv) channels = NULL;
  g_autofree char *surnames = NULL, *given = NULL;
  gsize            n_channels = 0;
  double           sum = 0;

  self->profile = read_key_file (self, "scenario.ini");
  self->laws = zhihui_laws_new (self->profile);
  self->streets = g_key_file_get_string_list (self->profile, "place", "streets", NULL, NULL);
  surnames = g_key_file_get_string (self->profile, "person", "surnames", NULL);
  given = g_key_file_get_string (self->profile, "person", "given", NULL);
  self->surnames = split_characters (surnames);
  self->given = split_characters (given);

  channels = g_key_file_get_keys (self->profile, "channels", &n_channels, NULL);
  self->n_channels = (guint) n_channels;
  self->channel_shares = g_new0 (double, n_channels);
  self->channel_hours = g_new0 (guint, n_channels);
  for (gsize i = 0; i < n_channels; i++)
    {
      g_auto (GStrv) fields =
        g_key_file_get_string_list (self->profile, "channels", channels[i], NULL, NULL);

      sum += (double) atoi (fields[2]) / 1000;
      self->channel_shares[i] = sum;
      /* When people come is said where it does not follow from being online. */
      self->channel_hours[i] =
        (guint) CLAMP (atoi (fields[3] != NULL ? fields[3] : fields[1]), 0, 2);
    }
}

/* Names for places that do not exist: 6,400 pairs of characters with three endings. */
static char *
make_town_name (guint index)
{
  static const char *const first[] = {
    "安", "白", "柏", "宝", "北", "碧", "昌", "长", "城", "川", "春", "大", "丹", "东", "峰", "福",
    "富", "高", "谷", "光", "广", "桂", "海", "和", "河", "恒", "红", "洪", "湖", "华", "怀", "黄",
    "汇", "吉", "嘉", "建", "江", "金", "锦", "景", "静", "康", "兰", "乐", "丽", "莲", "林", "灵",
    "龙", "隆", "绿", "梅", "明", "南", "宁", "平", "青", "清", "泉", "瑞", "沙", "山", "上", "石",
    "双", "松", "太", "泰", "棠", "天", "桐", "望", "文", "西", "新", "兴", "杏", "秀", "阳", "永"
  };
  static const char *const second[] = {
    "坝", "浜", "城", "川", "村", "店", "渡", "墩", "坊", "丰", "冈", "港", "沟", "关", "河", "湖",
    "华", "集", "涧", "江", "街", "津", "井", "里", "岭", "楼", "庙", "木", "坪", "坡", "铺", "浦",
    "桥", "渠", "泉", "沙", "山", "石", "寺", "塔", "台", "滩", "潭", "塘", "田", "亭", "头", "屯",
    "湾", "汪", "屋", "溪", "下", "县", "星", "崖", "堰", "阳", "窑", "驿", "营", "圩", "峪", "原",
    "园", "源", "寨", "洲", "州", "庄", "嘴", "祚", "埠", "陂", "垛", "畈", "埂", "垣", "墟", "甸"
  };
  static const char *const endings[] = { "镇", "街道", "乡" };
  guint                    pair = (index * 2531) % 6400; /* 2531 and 6400 share no divisor */

  return g_strconcat (first[pair / G_N_ELEMENTS (second)],
                      second[pair % G_N_ELEMENTS (second)],
                      endings[(index / 6400) % G_N_ELEMENTS (endings)],
                      NULL);
}

static void
make_region (ZhihuiScenario *self, guint index, guint n_columns)
{
  g_autofree char *code = g_strdup_printf ("9900%05u", index + 1);
  g_autofree char *name = make_town_name (index);
  int              column = (int) (index % n_columns), row = (int) (index / n_columns);

  g_ptr_array_add (self->regions,
                   zhihui_played_region_new (code, name, "990000", "town", column, row));
}

static void
make_unit (ZhihuiScenario *self, guint index, const ZhihuiPlayedUnit *model)
{
  ZhihuiPlayedUnit *unit = g_new0 (ZhihuiPlayedUnit, 1);
  gboolean          is_town = index < self->n_towns;

  g_ptr_array_add (self->units, unit);
  unit->id = g_strdup_printf ("u%05u", index + 1);
  unit->peer = g_strdup (is_town ? "town" : "department");
  unit->n_topics = model->n_topics;
  unit->topics = g_memdup2 (model->topics, model->n_topics * sizeof *model->topics);

  if (is_town)
    {
      const ZhihuiPlayedRegion *region = self->regions->pdata[index + 1];

      unit->region_index = index + 1;
      unit->region = g_strdup (region->code);
      unit->short_name = g_strdup (region->name);
      unit->name = g_strdup (region->name);
    }
  else
    {
      g_autofree char *place = make_town_name ((index - self->n_towns) / 99 + 3200);
      const char      *end = g_utf8_offset_to_pointer (place, 2);

      *(char *) end = '\0';
      unit->region = g_strdup ("990000");
      unit->short_name = g_strconcat (place, model->short_name, NULL);
      unit->name = g_strconcat (place, "区", model->short_name, NULL);
    }
}

/* Replaces the units of the county by @n_units made ones, for benches. */
static void
make_units (ZhihuiScenario *self, guint n_units)
{
  g_autoptr (GPtrArray) models = g_steal_pointer (&self->units);
  ZhihuiPlayedRegion *root = self->regions->pdata[0];
  guint               n_model_towns = self->n_towns, n_columns = 1;

  self->units = g_ptr_array_new_with_free_func (zhihui_scenario_free_unit);
  self->n_towns = MAX (n_units * 2 / 5, 1);
  while (n_columns * n_columns * 3 < self->n_towns * 4)
    n_columns++;

  g_hash_table_remove_all (self->parts);
  g_ptr_array_set_size (self->regions, 1);
  g_free (root->code);
  g_free (root->name);
  root->code = g_strdup ("990000");
  root->name = g_strdup ("示例市");
  g_key_file_set_string (self->profile, "setting", "title", "民生指挥");
  g_key_file_set_string (self->profile, "setting", "name", root->name);
  g_key_file_set_string (self->profile, "setting", "region", root->code);
  g_key_file_set_string (self->profile, "setting", "issuer", "示例市民生服务中心");
  g_key_file_remove_group (self->profile, "indicators", NULL);

  for (guint i = 0; i < self->n_towns; i++)
    make_region (self, i, n_columns);
  for (guint i = 0; i < n_units; i++)
    make_unit (
      self,
      i,
      i < self->n_towns
        ? models->pdata[i % n_model_towns]
        : models->pdata[n_model_towns + (i - self->n_towns) % (models->len - n_model_towns)]);
}

/**
 * zhihui_scenario_new:
 * @name: e.g. "zichuan"
 * @n_units: 0 for those of the scenario, else how many units to make instead
 *
 * Returns: (transfer full) (nullable): the scenario; %NULL with NOT_FOUND for an unknown name and
 *   INVALID for a number that cannot be
 */
ZhihuiScenario *
zhihui_scenario_new (const char *name, guint n_units, GError **error)
{
  g_autoptr (ZhihuiScenario) self = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  if (!zhihui_scenario_exists (name))
    {
      g_auto (GStrv) names = zhihui_scenario_list ();
      g_autofree char *known = g_strjoinv (", ", names);

      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_NOT_FOUND,
                   _ ("There is no scenario %s; known: %s"),
                   name,
                   known);
      return NULL;
    }
  if (n_units > 100000)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_INVALID,
                   _ ("%u units cannot be made; 1 to 100000 can"),
                   n_units);
      return NULL;
    }

  self = g_new0 (ZhihuiScenario, 1);
  self->name = g_strdup (name);
  self->regions = g_ptr_array_new_with_free_func (zhihui_scenario_free_region);
  self->units = g_ptr_array_new_with_free_func (zhihui_scenario_free_unit);
  self->topics = g_ptr_array_new_with_free_func (free_topic);
  self->words = g_ptr_array_new_with_free_func (g_free);
  self->items = g_ptr_array_new_with_free_func (free_item);
  self->parts = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  read_profile (self);
  read_topics (self);
  zhihui_scenario_read_items (self);
  read_regions (self);
  index_parts (self);
  zhihui_played_place_find (self);
  read_units (self);
  if (n_units != 0 && n_units != self->units->len)
    make_units (self, n_units);

  self->host_unit = self->units->len - 1;
  for (guint i = self->units->len; i > 0; i--)
    if (g_str_has_suffix (((ZhihuiPlayedUnit *) self->units->pdata[i - 1])->short_name,
                          HOST_SHORT_NAME))
      self->host_unit = i - 1;

  return g_steal_pointer (&self);
}

/**
 * zhihui_topic_get_title:
 * @number: any; the same number gives the same title
 *
 * Returns: (transfer none): a title with {p} for the place
 */
const char *
zhihui_topic_get_title (const ZhihuiTopic *self, guint type, guint number)
{
  char *const *titles = self->titles[MIN (type, ZHIHUI_N_TITLES - 1)];

  if (titles == NULL || titles[0] == NULL)
    return self->name;
  return titles[number % g_strv_length ((char **) titles)];
}
