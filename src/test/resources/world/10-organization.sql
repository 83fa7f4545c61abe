-- The tree and the members of the test world; see vn.lantoa.World.
insert into organization.unit (id, code, level, name, parent, from_on, position) values
    ('00000000-0000-7000-8b00-000000000001', 'TW', 'CENTRAL', 'Đảng bộ Trung ương', null, '2015-01-01', 0),
    ('00000000-0000-7000-8b00-000000000002', 'TN', 'PROVINCIAL', 'Đảng bộ tỉnh Thái Nguyên', '00000000-0000-7000-8b00-000000000001', '2015-01-01', 0),
    ('00000000-0000-7000-8b00-000000000003', 'DT', 'UPPER_GRASSROOTS', 'Đảng bộ huyện Đại Từ', '00000000-0000-7000-8b00-000000000002', '2015-01-01', 0),
    ('00000000-0000-7000-8b00-000000000004', 'VN', 'UPPER_GRASSROOTS', 'Đảng bộ huyện Võ Nhai', '00000000-0000-7000-8b00-000000000002', '2015-01-01', 0),
    ('00000000-0000-7000-8b00-000000000005', 'TL', 'GRASSROOTS', 'Đảng bộ xã Tân Linh', '00000000-0000-7000-8b00-000000000003', '2015-01-01', 0),
    ('00000000-0000-7000-8b00-000000000006', 'PC', 'GRASSROOTS', 'Đảng bộ xã Phú Cường', '00000000-0000-7000-8b00-000000000003', '2015-01-01', 0),
    ('00000000-0000-7000-8b00-000000000007', 'TX', 'GRASSROOTS', 'Đảng bộ xã Tràng Xá', '00000000-0000-7000-8b00-000000000004', '2015-01-01', 0),
    ('00000000-0000-7000-8b00-000000000008', 'TL1', 'CELL', 'Chi bộ xóm 1', '00000000-0000-7000-8b00-000000000005', '2015-01-01', 0),
    ('00000000-0000-7000-8b00-000000000009', 'TL2', 'CELL', 'Chi bộ xóm 2', '00000000-0000-7000-8b00-000000000005', '2015-01-01', 0),
    ('00000000-0000-7000-8b00-000000000010', 'PC1', 'CELL', 'Chi bộ xóm Bán Luông', '00000000-0000-7000-8b00-000000000006', '2015-01-01', 0),
    ('00000000-0000-7000-8b00-000000000011', 'TX1', 'CELL', 'Chi bộ Làng Đèn', '00000000-0000-7000-8b00-000000000007', '2015-01-01', 0);
insert into organization.unit_state (unit, name, level, parent, valid)
select u.id, u.name, u.level, u.parent, daterange(u.from_on, null) from organization.unit u;
insert into organization.unit_tree (ancestor, descendant, depth)
with recursive tree as (
    select u.id as ancestor, u.id as descendant, 0 as depth from organization.unit u
    union all
    select t.ancestor, u.id, t.depth + 1 from tree t join organization.unit u on u.parent = t.descendant
)
select ancestor, descendant, depth from tree;
insert into organization.member (id, member_no, full_name, sort_key, birth_date, gender, standing, admitted_on, official_on, unit) values
    ('00000000-0000-7000-8c00-000000000001', '19.000001', 'Nguyễn Văn An', 'an van nguyen', '1970-03-15', 'M', 'FULL', '1992-05-19', '1993-05-19', '00000000-0000-7000-8b00-000000000008'),
    ('00000000-0000-7000-8c00-000000000002', '19.000002', 'Dương Thị Bình', 'binh thi duong', '1982-03-15', 'F', 'FULL', '2004-05-19', '2005-05-19', '00000000-0000-7000-8b00-000000000008'),
    ('00000000-0000-7000-8c00-000000000003', '19.000003', 'Hoàng Văn Chung', 'chung van hoang', '1941-03-15', 'M', 'FULL', '1965-05-19', '1966-05-19', '00000000-0000-7000-8b00-000000000008'),
    ('00000000-0000-7000-8c00-000000000004', '19.000004', 'Ma Thị Dung', 'dung thi ma', '1999-03-15', 'F', 'PROBATIONARY', '2023-05-19', null, '00000000-0000-7000-8b00-000000000008'),
    ('00000000-0000-7000-8c00-000000000005', '19.000005', 'Trần Thị Hà', 'ha thi tran', '1975-03-15', 'F', 'FULL', '1997-05-19', '1998-05-19', '00000000-0000-7000-8b00-000000000009'),
    ('00000000-0000-7000-8c00-000000000006', '19.000006', 'Lý Thị Hạnh', 'hanh thi ly', '1944-03-15', 'F', 'FULL', '1966-05-19', '1967-05-19', '00000000-0000-7000-8b00-000000000009'),
    ('00000000-0000-7000-8c00-000000000007', '19.000007', 'Nông Văn Hiếu', 'hieu van nong', '1988-03-15', 'M', 'FULL', '2010-05-19', '2011-05-19', '00000000-0000-7000-8b00-000000000009'),
    ('00000000-0000-7000-8c00-000000000008', '19.000008', 'Triệu Thị Lan', 'lan thi trieu', '1979-03-15', 'F', 'FULL', '2001-05-19', '2002-05-19', '00000000-0000-7000-8b00-000000000010'),
    ('00000000-0000-7000-8c00-000000000009', '19.000009', 'Vi Văn Minh', 'minh van vi', '1968-03-15', 'M', 'FULL', '1990-05-19', '1991-05-19', '00000000-0000-7000-8b00-000000000010'),
    ('00000000-0000-7000-8c00-000000000010', '19.000010', 'Phạm Văn Nam', 'nam van pham', '1972-03-15', 'M', 'FULL', '1994-05-19', '1995-05-19', '00000000-0000-7000-8b00-000000000011'),
    ('00000000-0000-7000-8c00-000000000011', '19.000011', 'Hà Thị Oanh', 'oanh thi ha', '1990-03-15', 'F', 'FULL', '2012-05-19', '2013-05-19', '00000000-0000-7000-8b00-000000000011'),
    ('00000000-0000-7000-8c00-000000000012', '19.000012', 'Đặng Văn Phúc', 'phuc van d~ang', '1985-03-15', 'M', 'FULL', '2007-05-19', '2008-05-19', '00000000-0000-7000-8b00-000000000011');
insert into organization.membership (member, unit, valid, reason)
select m.id, m.unit, daterange(m.admitted_on, null), 'IMPORT' from organization.member m;
insert into organization.exemption (id, member, from_on, reason, decision, decided_by)
select ('00000000-0000-7000-8cb0-' || right(m.id::text, 12))::uuid, m.id, '2021-01-01', 'AGE', '01-QĐ/CB', m.unit
from   organization.member m
where  m.member_no in ('19.000003', '19.000006');
