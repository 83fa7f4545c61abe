-- Documents of the test world; two bear the same symbol, as real ones do.
insert into library.document (id, symbol, number, type, title, issuer, issued_on) values
    ('00000000-0000-7000-8d00-000000000001', '42-NQ/TW', '42', 'NQ', 'Tiếp tục đổi mới, nâng cao chất lượng chính sách xã hội', 'Ban Chấp hành Trung ương', '2023-11-24'),
    ('00000000-0000-7000-8d00-000000000002', '43-NQ/TW', '43', 'NQ', 'Tiếp tục phát huy truyền thống, sức mạnh đại đoàn kết toàn dân tộc', 'Ban Chấp hành Trung ương', '2023-11-24'),
    ('00000000-0000-7000-8d00-000000000003', '19-NQ/TW', '19', 'NQ', 'Tiếp tục đổi mới chính sách, pháp luật về đất đai', 'Ban Chấp hành Trung ương', '2012-10-31'),
    ('00000000-0000-7000-8d00-000000000004', '19-NQ/TW', '19', 'NQ', 'Nông nghiệp, nông dân, nông thôn đến năm 2030, tầm nhìn đến năm 2045', 'Ban Chấp hành Trung ương', '2022-06-16');
