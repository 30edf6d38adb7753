demo test setup lock: ; @python3 dev.py $@
.PHONY: demo test setup lock
