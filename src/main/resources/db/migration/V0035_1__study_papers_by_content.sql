-- Whether any paper refers to bytes that nothing else refers to.
create index expert_paper_sha256 on study.expert_paper (sha256);
