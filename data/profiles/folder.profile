# A folder with cases.csv, or with any CSV and JSON files. Copy this file into it as source.profile;
# then `zhihui wall --source FOLDER` shows it. A file is read again when its size or the time of its
# change is another; write it beside, and rename it. A file is at most 16 MiB.

[source]
title=文件夹
base=.
region=00
time_zone=Asia/Shanghai
peer=department
peer_label=部门
online=网站;微信;APP

[resource cases]
path=cases.csv
format=csv
id=编号
unit=承办单位
peer=单位类别
channel=渠道
region=区划
opened=受理时间
due=办理期限
closed=办结时间
status=状态
returns=退回次数
rating=满意度
every=30s

[values status]
办理中=open
已办结=closed
重复=duplicate

[values rating]
非常满意=5
满意=4
基本满意=3
不满意=2
非常不满意=1

# units.csv has the heads value,id,name,short_name,peer,region
# [tables]
# units=units.csv
# regions=regions.csv
