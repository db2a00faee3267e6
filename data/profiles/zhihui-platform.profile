# Our own platform needs no profile: `--source https://…` reads all of it. This one shows how
# figures that are already counted are attached, and serves as a test of that.

[source]
title=知会
base=https://zhihui.example.org/api/v1
region=370302
time_zone=Asia/Shanghai
peer=department
peer_label=部门

[auth]
kind=bearer

[peers]
town=镇街道
department=部门

[resource board volume]
path=/rankings/volume?period=month&limit=20000
rows=$.items; $
unit=@.unit.name
peer=@.unit.peer
n=n
every=1m

[resource board overdue_rate]
path=/rankings/overdue_rate?period=rolling-90d&limit=20000
rows=$['items','unranked']
unit=@.unit.name
peer=@.unit.peer
n=n
k=k
open_overdue=open_overdue
every=1m

[resource board return_rate]
path=/rankings/return_rate?period=rolling-90d&limit=20000
rows=$['items','unranked']
unit=@.unit.name
peer=@.unit.peer
n=n
k=k
every=1m

[resource board satisfied_rate]
path=/rankings/satisfied_rate?period=month&limit=20000
rows=$['items','unranked']
unit=@.unit.name
peer=@.unit.peer
n=n
k=k
every=1m

[resource summary]
path=/summary
rows=$
open=@.open.total
overdue=@.open.overdue
due_today=@.open.due_today
today=@.accepted.today
month=@.accepted.month
year=@.accepted.year
on_time_n=@.on_time_rate.n
on_time_k=@.on_time_rate.k
return_n=@.return_rate.n
return_k=@.return_rate.k
satisfied_n=@.satisfied_rate.n
satisfied_k=@.satisfied_rate.k
score_sum=@.satisfied_rate.score_sum
every=30s

[resource channels]
path=/channels
rows=$.items
id=id
label=label
n=n
previous=previous
online=online
every=1m

[resource words]
path=/hotwords
rows=$.items
word=word
n=count
previous=previous

[resource alerts]
path=/alerts
rows=$.items
id=id
text=text
raised=raised_at
level=level
unit=@.unit.name
kind=kind
count=count
every=30s
